package art.scumble.http;

import art.scumble.contract.FailureCode;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it, with two members of ours.
 *
 * @param status HTTP status
 * @param title of the status
 * @param detail what went wrong, for people
 * @param code which kind of failure, where it concerns an artwork
 * @param advice what to do about it, where it concerns an artwork
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        int status,
        String title,
        String detail,
        @Nullable FailureCode code,
        @Nullable String advice) {
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final String MEDIA_TYPE = "application/problem+json";

    /** A problem with a request. */
    public static Problem of(int status, String detail) {
        return new Problem(status, title(status), detail, null, null);
    }

    /** A problem with an artwork. */
    public static Problem of(int status, FailureCode code, String detail) {
        return new Problem(status, title(status), detail, code, code.advice());
    }

    /** Jakarta REST has no name for 422. */
    private static String title(int status) {
        Response.@Nullable Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Unprocessable Content" : known.getReasonPhrase();
    }

    /** The response that carries it. */
    public Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(this);
        return switch (status) {
            case 401 -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
            case 503 ->
                response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS).build();
            default -> response.build();
        };
    }
}
