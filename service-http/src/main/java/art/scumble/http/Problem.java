package art.scumble.http;

import art.scumble.contract.FailureCode;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it, with two members of ours.
 *
 * @param type of the problem, or {@code about:blank} for a status that Scumble has no type for
 * @param status HTTP status
 * @param title of the type
 * @param detail what went wrong, for people
 * @param code which kind of failure, where it concerns an artwork
 * @param advice what to do about it, where it concerns an artwork
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        URI type,
        int status,
        String title,
        String detail,
        @Nullable FailureCode code,
        @Nullable String advice) {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final String MEDIA_TYPE = "application/problem+json";

    /** A problem with a request. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type.uri(), type.status(), type.title(), detail, null, null);
    }

    /** A problem with a request, of the status's most general type. */
    public static Problem of(int status, String detail) {
        return ProblemType.of(status)
                .map(type -> of(type, detail))
                .orElseGet(() -> new Problem(URI.create("about:blank"), status, title(status), detail, null, null));
    }

    /** A problem with an artwork. */
    public static Problem of(int status, FailureCode code, String detail) {
        Problem plain = of(status, detail);
        return new Problem(plain.type(), status, plain.title(), detail, code, code.advice());
    }

    private static String title(int status) {
        Response.@Nullable Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Status " + status : known.getReasonPhrase();
    }

    /** The response that carries it. */
    public Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(this);
        return switch (status) {
            case 401 -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
            case 503 ->
                response.header(HttpHeaders.RETRY_AFTER, PAUSE.toSeconds()).build();
            default -> response.build();
        };
    }

    /** The response that carries it and says after what time it is worth asking again. */
    public Response responseAfter(Duration pause) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, Math.max(1, pause.toSeconds()))
                .entity(this)
                .build();
    }
}
