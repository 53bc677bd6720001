package art.scumble.gateway.listing;

import art.scumble.contract.TenantId;
import art.scumble.gateway.ObjectStore;
import art.scumble.gateway.access.OpenTo;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists a tenant's own sources. */
@Path("/v1/listings")
@Blocking
public class ListingResource {
    /**
     * What is to be listed.
     *
     * @param prefix how the keys begin; may be empty
     * @param after the page before's {@code next}; null for the first page
     * @param limit how many objects a page has at most; 1000 if null
     */
    public record ListingRequest(
            @NotNull TenantId tenant,
            @NotNull @Size(max = 1024) String prefix,
            @Size(max = 1024) @Nullable String after,
            @Min(1) @Max(ObjectStore.LONGEST_LIST) @Nullable Integer limit) {}

    private final Listing listing;

    ListingResource(Listing listing) {
        this.listing = listing;
    }

    /** A page of the tenant's own sources. */
    @POST
    @OpenTo("ingest")
    public Listing.Page list(@Valid @NotNull ListingRequest request) {
        return listing.page(
                request.tenant(),
                request.prefix(),
                request.after(),
                Objects.requireNonNullElse(request.limit(), ObjectStore.LONGEST_LIST));
    }
}
