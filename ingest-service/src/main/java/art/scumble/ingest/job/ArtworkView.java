package art.scumble.ingest.job;

import art.scumble.contract.CloakReport;
import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An artwork as platforms see it.
 *
 * @param state in lower case
 * @param sameAs the artwork that was protected in its place: the same work, submitted before
 * @param code why it was refused or abandoned
 * @param reason the same, in a sentence
 * @param advice what can be done
 * @param result the protected file
 * @param report what was measured on it
 * @param delivery to the tenant's own bucket, if its job asks for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArtworkView(
        UUID id,
        UUID job,
        String reference,
        String artist,
        String state,
        @Nullable UUID sameAs,
        @Nullable FailureCode code,
        @Nullable String reason,
        @Nullable String advice,
        @Nullable Result result,
        @Nullable CloakReport report,
        @Nullable Delivery delivery,
        int attempt,
        @Nullable String worker) {
    /**
     * Where the result goes.
     *
     * @param key in the tenant's own bucket
     * @param deliveredAt when it was there
     * @param problem why it can't be brought there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Delivery(
            String key,
            @Nullable Instant deliveredAt,
            @Nullable String problem) {}

    /** The protected file. */
    public record Result(Sha256 sha256, long sizeBytes, MediaType mediaType) {}

    /**
     * A page of artworks, in the order of submission.
     *
     * @param next the cursor of the next page; absent on the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ArtworkPage")
    public record Page(List<ArtworkView> artworks, @Nullable Integer next) {}
}
