package art.scumble.ingest.tenant;

import art.scumble.contract.TenantId;
import art.scumble.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets only known platforms in. */
@ApplicationScoped
public class TenantGuard {
    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;
    private final CurrentTenant current;

    TenantGuard(ApiKeys keys, CurrentTenant current) {
        this.keys = keys;
        this.current = current;
    }

    /** Answers 401 without a known key. */
    @ServerRequestFilter
    public @Nullable Response refuseStrangers(ContainerRequestContext request) {
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        Optional<TenantId> tenant = authorization != null && authorization.startsWith(SCHEME)
                ? keys.tenant(authorization.substring(SCHEME.length()))
                : Optional.empty();
        tenant.ifPresent(current::set);
        return tenant.isPresent()
                ? null
                : Problem.of(401, "Send your API key as 'Authorization: Bearer …'.")
                        .response();
    }
}
