package art.scumble.ingest.tenant;

import art.scumble.contract.TenantId;
import art.scumble.http.ProblemException;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** A tenant's API keys. */
@Path("/v1/keys")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.KEYS)
@Tag(name = "Keys")
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

        KeyView madeBy(ApiKeys keys, TenantId tenant) {
            unknownScope().ifPresent(unknown -> {
                throw ProblemException.of(
                        ProblemType.BAD_REQUEST,
                        "There is no scope " + unknown + "; scopes are " + String.join(", ", Scopes.OF_TENANTS) + ".");
            });
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
    @ResponseStatus(201)
    @APIResponseSchema(value = KeyView.class, responseCode = "201")
    public KeyView makeKey(@Valid @NotNull KeyRequest request) {
        return request.madeBy(keys, tenant.get());
    }

    /** The keys that have not ended. */
    @GET
    public List<KeyView> keys() {
        return keys.of(tenant.get()).stream().map(key -> KeyView.of(key, null)).toList();
    }

    /** A new key in place of one that ends after a grace, in which both work. */
    @POST
    @Path("{id}/rotate")
    @ResponseStatus(201)
    @APIResponseSchema(value = KeyView.class, responseCode = "201")
    public KeyView rotateKey(
            UUID id,
            @QueryParam("graceSeconds") @DefaultValue("86400") @Min(0) @Max(LONGEST_GRACE_SECONDS) int graceSeconds) {
        if (keys.of(tenant.get()).stream().noneMatch(key -> key.id().equals(id))) {
            throw absent();
        }
        return made(keys.rotate(tenant.get(), id, Duration.ofSeconds(graceSeconds)));
    }

    /** Ends a key at once. */
    @DELETE
    @Path("{id}")
    public void revokeKey(UUID id) {
        if (!keys.end(tenant.get(), id, Duration.ZERO)) {
            throw absent();
        }
    }

    private static KeyView made(Optional<ApiKeys.NewKey> made) {
        return made.map(key -> KeyView.of(key.key(), key.secret()))
                .orElseThrow(
                        () -> ProblemException.of(ProblemType.CONFLICT, "The tenant has as many keys as it may have."));
    }

    private static ProblemException absent() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no such key.");
    }
}
