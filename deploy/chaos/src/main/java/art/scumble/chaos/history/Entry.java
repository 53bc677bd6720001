package art.scumble.chaos.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;

/** One line of a history. All clocks are this machine's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Submitted.class, name = "submitted"),
    @JsonSubTypes.Type(value = Entry.Seen.class, name = "seen"),
    @JsonSubTypes.Type(value = Entry.Told.class, name = "told"),
    @JsonSubTypes.Type(value = Entry.Began.class, name = "fault"),
    @JsonSubTypes.Type(value = Entry.Ended.class, name = "fault-over"),
    @JsonSubTypes.Type(value = Entry.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = Entry.Downloaded.class, name = "downloaded"),
    @JsonSubTypes.Type(value = Entry.Note.class, name = "note")
})
public sealed interface Entry {
    /** When. */
    Instant at();

    /**
     * A platform's job was accepted; an entry for each artwork of it.
     *
     * @param reference the platform's name for the artwork, unique in the history
     * @param expected {@code protected}, or the code that it must end with
     */
    record Submitted(Instant at, String tenant, UUID job, String reference, String expected) implements Entry {}

    /**
     * The public API showed an artwork as it was not shown before.
     *
     * @param code why it ended, or empty
     * @param sha256 of the result, or empty
     */
    record Seen(
            Instant at, UUID job, UUID artwork, String reference, String state, String code, int attempt, String sha256)
            implements Entry {
        /** Whether this is the last that should ever be seen of it. */
        @JsonIgnore
        public boolean isEnd() {
            return state.equals("protected") || state.equals("refused") || state.equals("abandoned");
        }
    }

    /**
     * A worker's event on the bus, at the worker's own time.
     *
     * @param event {@code started}, {@code given-back} or {@code finished}
     * @param outcome code, cause or {@code protected}; empty if it started
     */
    record Told(Instant at, String event, UUID artwork, int attempt, String worker, String outcome) implements Entry {
        /** Whether the worker has nothing more to do with the task. */
        @JsonIgnore
        public boolean isLast() {
            return !event.equals("started");
        }
    }

    /**
     * A fault begins.
     *
     * @param number from 1
     * @param kind of fault, such as {@code Kill}
     * @param target what it strikes
     * @param words all of it
     */
    record Began(Instant at, int number, String kind, String target, String words) implements Entry {}

    /** A fault is over, and what it struck is ready again. */
    record Ended(Instant at, int number) implements Entry {}

    /** A platform cancelled a job, and that was confirmed. */
    record Cancelled(Instant at, UUID job) implements Entry {}

    /**
     * A result was fetched at the end.
     *
     * @param sha256 of what came, or empty
     * @param finding what is wrong with it, or empty
     */
    record Downloaded(Instant at, UUID artwork, String sha256, String finding) implements Entry {}

    /** Something else worth knowing. */
    record Note(Instant at, String words) implements Entry {}
}
