package art.scumble.ingest.tenant;

import art.scumble.contract.TenantId;
import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The operator's side: who is let in, and how much each may use. */
@Path("/v1/operator/tenants")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATOR)
@Tag(name = "Operator")
public class OperatorResource {
    private final Tenants tenants;
    private final ApiKeys keys;

    OperatorResource(Tenants tenants, ApiKeys keys) {
        this.tenants = tenants;
        this.keys = keys;
    }

    /**
     * A tenant's settings.
     *
     * @param weight its share of the fleet beside a tenant of weight 1, which is meant if it is left out
     * @param sandbox whether its artworks go through everything but the search
     * @param openArtworks how many may be unfinished; the installation's limit if left out
     * @param openPixels how many pixels of them; the installation's limit if left out
     * @param requestsPerSecond over time; the installation's limit if left out
     */
    public record TenantRequest(
            @Nullable @Positive Double weight,
            boolean sandbox,
            @Nullable @Min(1) Long openArtworks,
            @Nullable @Min(1) Long openPixels,
            @Nullable @Min(1) Integer requestsPerSecond) {}

    /** Lets a tenant in, or changes its settings. */
    @PUT
    @Path("{tenant}")
    public Tenants.Tenant setTenant(String tenant, @Valid @NotNull TenantRequest request) {
        TenantId id = id(tenant)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.BAD_REQUEST,
                        "This is no id for a tenant: it takes 1 to 40 lower-case letters, digits and hyphens, the first"
                                + " a letter."));
        return tenants.set(
                id,
                request.weight() == null ? 1 : request.weight(),
                request.sandbox(),
                request.openArtworks(),
                request.openPixels(),
                request.requestsPerSecond());
    }

    /** All tenants. */
    @GET
    public List<Tenants.Tenant> tenants() {
        return tenants.all();
    }

    /** Makes a key for a tenant: its first, or one after it has lost all of them. */
    @POST
    @Path("{tenant}/keys")
    @ResponseStatus(201)
    @APIResponseSchema(value = KeyResource.KeyView.class, responseCode = "201")
    public KeyResource.KeyView makeTenantKey(String tenant, @Valid @NotNull KeyResource.KeyRequest request) {
        return request.madeBy(
                keys,
                id(tenant)
                        .filter(tenants::knows)
                        .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such tenant.")));
    }

    private static Optional<TenantId> id(String text) {
        try {
            return Optional.of(new TenantId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
