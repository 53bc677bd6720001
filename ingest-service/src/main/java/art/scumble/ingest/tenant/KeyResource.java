package art.scumble.ingest.tenant;

import art.scumble.contract.TenantId;
import art.scumble.http.Problem;
import art.scumble.http.ProblemType;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant's API keys. */
@Path("/v1/keys")
@Blocking
@RolesAllowed(Scopes.KEYS)
public class KeyResource {
    private static final int LONGEST_GRACE_SECONDS = 30 * 24 * 3600;

    private final ApiKeys keys;
    private final CurrentTenant tenant;

    KeyResource(ApiKeys keys, CurrentTenant tenant) {
        this.keys = keys;
        this.tenant = tenant;
    }

    /**
     * A key to make.
     *
     * @param label what its owner calls it
     * @param scopes of {@code read}, {@code submit}, {@code control}, {@code webhooks}, {@code keys}
     * @param lifetimeSeconds after which it ends by itself; never, if left out
     */
    public record KeyRequest(
            @NotBlank @Size(max = 100) String label,
            @NotEmpty @Size(max = 5) List<@NotNull String> scopes,
            @Nullable @Min(1) @Max(1_000_000_000) Long lifetimeSeconds) {
        /** The scope that no tenant's key can have, if one was asked for. */
        Optional<String> unknownScope() {
            return scopes.stream()
                    .filter(scope -> !Scopes.OF_TENANTS.contains(scope))
                    .findFirst();
        }

        Response madeBy(ApiKeys keys, TenantId tenant) {
            Optional<String> unknown = unknownScope();
            if (unknown.isPresent()) {
                return Problem.of(
                                ProblemType.BAD_REQUEST,
                                "There is no scope " + unknown.get() + "; scopes are "
                                        + String.join(", ", Scopes.OF_TENANTS) + ".")
                        .response();
            }
            return KeyResource.made(keys.make(
                    tenant,
                    label,
                    new TreeSet<>(scopes),
                    Optional.ofNullable(lifetimeSeconds).map(Duration::ofSeconds)));
        }
    }

    /**
     * A key.
     *
     * @param secret to be sent as {@code Authorization: Bearer …}; only in the answer that makes it
     * @param endsAt when it stops to be known; never, if absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyView(
            UUID id,
            String label,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant endsAt,
            @Nullable String secret) {
        private static KeyView of(ApiKeys.ApiKey key, @Nullable String secret) {
            return new KeyView(
                    key.id(),
                    key.label(),
                    key.scopes().stream().sorted().toList(),
                    key.createdAt(),
                    key.endsAt().orElse(null),
                    secret);
        }
    }

    /** Makes a key. */
    @POST
    public Response make(@Valid @NotNull KeyRequest request) {
        return request.madeBy(keys, tenant.get());
    }

    /** The keys that have not ended. */
    @GET
    public List<KeyView> list() {
        return keys.of(tenant.get()).stream().map(key -> KeyView.of(key, null)).toList();
    }

    /** A new key in place of one that ends after a grace, in which both work. */
    @POST
    @Path("{id}/rotate")
    public Response rotate(
            UUID id,
            @QueryParam("graceSeconds") @DefaultValue("86400") @Min(0) @Max(LONGEST_GRACE_SECONDS) int graceSeconds) {
        boolean known = keys.of(tenant.get()).stream().anyMatch(key -> key.id().equals(id));
        return known ? made(keys.rotate(tenant.get(), id, Duration.ofSeconds(graceSeconds))) : absent();
    }

    /** Ends a key at once. */
    @DELETE
    @Path("{id}")
    public Response revoke(UUID id) {
        return keys.end(tenant.get(), id, Duration.ZERO) ? Response.noContent().build() : absent();
    }

    private static Response made(Optional<ApiKeys.NewKey> made) {
        return made.map(key -> Response.status(Response.Status.CREATED)
                        .entity(KeyView.of(key.key(), key.secret()))
                        .build())
                .orElseGet(() -> Problem.of(ProblemType.CONFLICT, "The tenant has as many keys as it may have.")
                        .response());
    }

    private static Response absent() {
        return Problem.of(ProblemType.NOT_FOUND, "There is no such key.").response();
    }
}
