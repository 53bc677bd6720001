package art.scumble.ingest.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as its tenant sees it.
 *
 * @param disabled why nothing is sent to it, if nothing is
 * @param failingSince since when it has taken nothing of what it was sent
 * @param secret shown once, when it is new
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndpointView(
        UUID id,
        String url,
        @Nullable String artist,
        List<String> events,
        String digest,
        Instant createdAt,
        boolean enabled,
        @Nullable Disabled disabled,
        @Nullable Instant failingSince,
        long held,
        @Nullable String secret) {
    /**
     * Why nothing is sent.
     *
     * @param cause {@code requested}, {@code gone} (it answered 410) or {@code failing} (it took nothing for days)
     */
    public record Disabled(String cause, Instant since) {}

    /**
     * A page of endpoints.
     *
     * @param next the cursor of the next page; absent on the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "EndpointPage")
    public record Page(
            List<EndpointView> endpoints, @Nullable UUID next) {}

    EndpointView withSecret(Secret shown) {
        return new EndpointView(
                id, url, artist, events, digest, createdAt, enabled, disabled, failingSince, held, shown.text());
    }
}
