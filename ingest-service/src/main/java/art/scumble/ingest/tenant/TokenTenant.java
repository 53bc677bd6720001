package art.scumble.ingest.tenant;

import art.scumble.contract.TenantId;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Which tenant an OIDC token speaks for: the one that its claim names, if the operator has let that one in. */
@ApplicationScoped
class TokenTenant implements SecurityIdentityAugmentor {
    private final Tenants tenants;
    private final AccessConfig config;

    TokenTenant(Tenants tenants, AccessConfig config) {
        this.tenants = tenants;
        this.config = config;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? context.runBlocking(() -> known(identity, token))
                : Uni.createFrom().item(identity);
    }

    private SecurityIdentity known(SecurityIdentity identity, JsonWebToken token) {
        TenantId tenant = Optional.ofNullable(token.<Object>getClaim(config.oidcTenantClaim()))
                .map(Object::toString)
                .flatMap(TokenTenant::tenantId)
                .filter(tenants::knows)
                .orElseThrow(() -> new AuthenticationFailedException(
                        "the token's claim " + config.oidcTenantClaim() + " names no tenant of this installation"));
        Set<String> scopes = new HashSet<>(identity.getRoles());
        scopes.retainAll(Scopes.OF_TENANTS);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(scopes)
                .addCredentials(identity.getCredentials())
                .addAttribute(Caller.ATTRIBUTE, new Caller(Optional.of(tenant), "token of " + token.getSubject()))
                .build();
    }

    private static Optional<TenantId> tenantId(String text) {
        try {
            return Optional.of(new TenantId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
