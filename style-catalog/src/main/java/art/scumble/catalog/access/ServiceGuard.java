package art.scumble.catalog.access;

import art.scumble.contract.ServiceTokens;
import art.scumble.contract.Sha256;
import art.scumble.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets only known services in. Health, metrics and the API's description are not behind it. */
@ApplicationScoped
public class ServiceGuard {
    private final ServiceTokens tokens;

    ServiceGuard(CallersConfig config) {
        this.tokens = new ServiceTokens(config.callers().entrySet().stream()
                .collect(Collectors.toMap(caller -> caller.getKey(), caller -> new Sha256(caller.getValue()))));
    }

    /** Answers 401 for a caller without a known token. */
    @ServerRequestFilter
    public Optional<Response> refuseStrangers(ContainerRequestContext request) {
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean known = authorization != null && tokens.caller(authorization).isPresent();
        return known
                ? Optional.empty()
                : Optional.of(
                        Problem.of(401, "A service's bearer token is needed.").response());
    }
}
