package art.scumble.ingest.job;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A job to submit: a list of artworks, or else where the list is to be found. Longer lists come as NDJSON.
 *
 * @param lane {@code bulk} (which is meant if it is left out) or {@code interactive}
 * @param force whether works that are protected already are to be protected anew
 * @param deliverTo key of each result in the tenant's own bucket, with {@code {reference}} and, if wanted, {@code {artist}}
 *     in it; results are fetched if it is left out
 * @param artworks 1 to 10,000
 * @param manifest an uploaded list
 * @param prefix a part of the tenant's own sources
 */
public record JobRequest(
        @Nullable String lane,
        boolean force,
        @Nullable @Size(max = 1024) String deliverTo,
        @Nullable @Size(min = 1, max = 10_000) List<@NotNull @Valid Entry> artworks,
        @Nullable @Valid Manifest manifest,
        @Nullable @Valid Prefix prefix) {
    /** An NDJSON file that was uploaded with an upload ticket. */
    public record Manifest(@NotNull UUID upload) {}

    /**
     * All sources whose key begins so, each under its key as its reference.
     *
     * @param key how the keys begin; empty for all
     * @param artist whose works they are; if left out, the name of the folder after the prefix
     * @param intensity as of an entry
     */
    public record Prefix(
            @NotNull @Size(max = 1024) String key,
            @Nullable String artist,
            @Nullable String intensity) {}

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
    @Schema(name = "ArtworkEntry")
    public record Entry(
            @NotBlank @Size(max = 1024) String reference,
            @Nullable String artist,
            @Nullable String upload,
            @Nullable String sourceKey,
            @Nullable String intensity) {}
}
