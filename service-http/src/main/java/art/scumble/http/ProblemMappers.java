package art.scumble.http;

import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TransientFailure;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures as problems. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** What is a problem already. */
    @ServerExceptionMapper
    public Response problem(ProblemException failure) {
        return failure.response();
    }

    /** What trying again will not mend. */
    @ServerExceptionMapper
    public Response permanent(PermanentFailure failure) {
        return Problem.of(422, failure.code(), String.valueOf(failure.getMessage()))
                .response();
    }

    /** What may pass by itself. */
    @ServerExceptionMapper
    public Response transientFailure(TransientFailure failure) {
        LOG.warnf("unavailable code=%s %s cause=%s", failure.code(), failure.getMessage(), failure.getCause());
        return Problem.of(503, failure.code(), String.valueOf(failure.getMessage()))
                .response();
    }

    /** A request whose fields break their rules. */
    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException failure) {
        String detail = failure.getConstraintViolations().stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return Problem.of(400, detail).response();
    }

    /** A body that is no request of ours. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException failure) {
        return Problem.of(400, bodyDetail(failure)).response();
    }

    /** What the framework refuses by itself. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException failure) {
        Response.StatusType status = failure.getResponse().getStatusInfo();
        String detail = failure.getCause() instanceof JacksonException cause
                ? bodyDetail(cause)
                : status.getReasonPhrase() + ".";
        return Problem.of(status.getStatusCode(), detail).response();
    }

    /** What nobody foresaw: the log has it, the caller doesn't. */
    @ServerExceptionMapper
    public Response unforeseen(RuntimeException failure) {
        LOG.error("unforeseen", failure);
        return Problem.of(500, "Something that nobody foresaw.").response();
    }

    /** The rule that was broken, or the original message as far as it doesn't name our classes. */
    private static String bodyDetail(JacksonException failure) {
        String rule = failure.getCause() instanceof IllegalArgumentException cause
                ? String.valueOf(cause.getMessage())
                : failure.getOriginalMessage().split("[(`]", 2)[0].strip();
        return "The body is not what this operation takes: " + rule;
    }
}
