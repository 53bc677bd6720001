package art.scumble.ingest.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message as its tenant sees it.
 *
 * @param id as the header {@code webhook-id} has it
 * @param state waiting, sending, delivered, exhausted or held
 * @param attempts how many there were
 * @param nextAttemptAt while it waits
 * @param body what is sent, and the attempts that are kept: absent in a listing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        String id,
        String type,
        @Nullable UUID job,
        String state,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable String body,
        @Nullable List<AttemptView> log) {
    /**
     * An attempt.
     *
     * @param result delivered, rejected (another status than 2xx), timeout, unreachable, untrusted (no valid certificate) or
     *     forbidden (the URL may not be called, or its host has no address)
     * @param status of the answer, if there was one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AttemptView(
            int number,
            Instant at,
            int durationMs,
            String result,
            @Nullable Integer status) {}

    /**
     * A page of messages, the newest first.
     *
     * @param next the cursor of the next page; absent on the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MessagePage")
    public record Page(List<MessageView> messages, @Nullable Long next) {}
}
