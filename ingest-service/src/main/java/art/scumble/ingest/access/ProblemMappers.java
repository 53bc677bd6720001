package art.scumble.ingest.access;

import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TransientFailure;
import com.fasterxml.jackson.core.JacksonException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures as problems. */
public class ProblemMappers {
    /** What trying again will not mend. */
    @ServerExceptionMapper
    public Response permanent(PermanentFailure failure) {
        return Problem.of(422, failure.code(), String.valueOf(failure.getMessage()))
                .response();
    }

    /** What may pass by itself. */
    @ServerExceptionMapper
    public Response transientFailure(TransientFailure failure) {
        return Problem.of(503, failure.code(), String.valueOf(failure.getMessage()))
                .response();
    }

    /** A body that is no request of ours. */
    @ServerExceptionMapper
    public Response malformed(JacksonException failure) {
        return Problem.of(400, "The body is not what this operation takes: " + failure.getOriginalMessage())
                .response();
    }
}
