package art.scumble.ingest.tenant;

import art.scumble.http.Problem;
import art.scumble.http.ProblemType;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refused access as problems. Why a credential failed is the log's, and not the caller's, to know. */
class AccessProblems {
    private static final String WHO = "Send an API key or a token as 'Authorization: Bearer …'; this one is missing,"
            + " unknown, expired or revoked.";

    @ServerExceptionMapper
    public Response failed(AuthenticationFailedException failure) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException failure) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure) {
        return Problem.of(ProblemType.FORBIDDEN, "The key or token lacks the scope that this operation needs.")
                .response();
    }

    private static Response unauthenticated() {
        return Problem.of(ProblemType.UNAUTHENTICATED, WHO).response();
    }
}
