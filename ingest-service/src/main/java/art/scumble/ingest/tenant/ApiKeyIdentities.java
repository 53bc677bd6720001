package art.scumble.ingest.tenant;

import art.scumble.contract.Sha256;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Who a key belongs to. */
@ApplicationScoped
class ApiKeyIdentities implements IdentityProvider<ApiKeyRequest> {
    private final ApiKeys keys;
    private final AccessConfig config;

    ApiKeyIdentities(ApiKeys keys, AccessConfig config) {
        this.keys = keys;
        this.config = config;
    }

    @Override
    public Class<ApiKeyRequest> getRequestType() {
        return ApiKeyRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(ApiKeyRequest request, AuthenticationRequestContext context) {
        Sha256 hash = Sha256.of(request.key().getBytes(StandardCharsets.UTF_8));
        if (config.operatorKeySha256().equals(Optional.of(hash.hex()))) {
            return Uni.createFrom().item(identity(new Caller(Optional.empty(), "operator"), Set.of(Scopes.OPERATOR)));
        }
        return context.runBlocking(() -> keys.find(hash)
                .map(key -> identity(new Caller(Optional.of(key.tenant()), key.name()), key.scopes()))
                .orElseThrow(AuthenticationFailedException::new));
    }

    private static SecurityIdentity identity(Caller caller, Set<String> scopes) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRoles(scopes)
                .addAttribute(Caller.ATTRIBUTE, caller)
                .build();
    }
}
