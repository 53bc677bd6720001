package art.scumble.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;

/** What a worker tells about a task: that it began, that it goes on, and how it ended or why it was given back. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TaskEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = TaskEvent.Working.class, name = "working"),
    @JsonSubTypes.Type(value = TaskEvent.GivenBack.class, name = "given-back"),
    @JsonSubTypes.Type(value = TaskEvent.Finished.class, name = "finished")
})
public sealed interface TaskEvent {
    /** The version that this code writes. */
    int SCHEMA_VERSION = 1;

    /** {@link #SCHEMA_VERSION}. */
    int schemaVersion();

    /** The tenant of the artwork. */
    TenantId tenant();

    /** The artwork of the task. */
    UUID artwork();

    /** The attempt that this is about. */
    int attempt();

    /** Who says it. */
    String worker();

    /** When, by the worker's clock. */
    Instant at();

    /** Published before the worker decodes anything, so that a picture that kills it leaves its name behind. */
    record Started(int schemaVersion, TenantId tenant, UUID artwork, int attempt, String worker, Instant at)
            implements TaskEvent {}

    /** Published each time the worker renews its hold of the task, so that silence means something. */
    record Working(int schemaVersion, TenantId tenant, UUID artwork, int attempt, String worker, Instant at)
            implements TaskEvent {}

    /**
     * Published before a task without an outcome leaves the worker, so that it is dispatched again at once.
     *
     * @param reason one sentence for people
     */
    record GivenBack(
            int schemaVersion,
            TenantId tenant,
            UUID artwork,
            int attempt,
            String worker,
            Instant at,
            Cause cause,
            String reason)
            implements TaskEvent {
        public GivenBack {
            reason = Reason.plain(reason);
        }
    }

    /** Why a task is given back. */
    enum Cause {
        /** The worker shuts down. */
        STOPPING(false),
        /** Its job was paused or cancelled. */
        JOB_STOPPED(false),
        /** What the worker depends on was away for too long. */
        DEPENDENCY_AWAY(false),
        /** The attempt failed in a way that nobody foresaw. */
        FAILED(true),
        /** The attempt took longer than a task may. */
        TOO_LONG(true);

        private final boolean heldAgainstArtwork;

        Cause(boolean heldAgainstArtwork) {
            this.heldAgainstArtwork = heldAgainstArtwork;
        }

        /** Whether the artwork itself may be why: it then runs alone, and not for ever. */
        public boolean isHeldAgainstArtwork() {
            return heldAgainstArtwork;
        }
    }

    /** Published after the result is stored and before the task is acknowledged. */
    record Finished(
            int schemaVersion,
            TenantId tenant,
            UUID artwork,
            int attempt,
            String worker,
            Instant at,
            CloakOutcome outcome)
            implements TaskEvent {}
}
