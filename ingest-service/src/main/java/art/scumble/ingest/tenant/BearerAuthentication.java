package art.scumble.ingest.tenant;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells the two kinds of bearer apart: signed tokens of the operator's OIDC issuer, and API keys. */
@Alternative
@Priority(1)
@ApplicationScoped
class BearerAuthentication implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";
    private static final Pattern JSON_WEB_TOKEN = Pattern.compile("ey[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private final OidcAuthenticationMechanism oidc;
    private final boolean takesTokens;

    BearerAuthentication(
            OidcAuthenticationMechanism oidc,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean takesTokens) {
        this.oidc = oidc;
        this.takesTokens = takesTokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            return Uni.createFrom().nullItem();
        }
        String bearer = authorization.substring(SCHEME.length()).strip();
        if (takesTokens && JSON_WEB_TOKEN.matcher(bearer).matches()) {
            return oidc.authenticate(context, identities);
        }
        AuthenticationRequest request =
                HttpSecurityUtils.setRoutingContextAttribute(new ApiKeyRequest(bearer), context);
        return identities.authenticate(request);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(ApiKeyRequest.class, TokenAuthenticationRequest.class);
    }
}
