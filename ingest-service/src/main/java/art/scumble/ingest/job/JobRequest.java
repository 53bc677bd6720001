package art.scumble.ingest.job;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job to submit.
 *
 * @param lane {@code bulk} (which is meant if it is left out) or {@code interactive}
 * @param artworks 1 to 10,000
 */
public record JobRequest(
        @Nullable String lane,
        @NotNull @Size(min = 1, max = 10_000) List<@NotNull @Valid Entry> artworks) {
    /**
     * One artwork. Fields are texts, and judged one by one: an entry that can't be taken ends as Refused and leaves the
     * others alone.
     *
     * @param reference the platform's own name for it, in every answer about it
     * @param artist whose style is to be protected
     * @param upload of an upload ticket; or else
     * @param sourceKey of an object among the tenant's own sources
     * @param intensity {@code low}, {@code medium} (which is meant if it is left out) or {@code high}
     */
    public record Entry(
            @NotBlank @Size(max = 1024) String reference,
            @Nullable String artist,
            @Nullable String upload,
            @Nullable String sourceKey,
            @Nullable String intensity) {}
}
