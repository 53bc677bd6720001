package art.scumble.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of problems with a request: what a client may branch on. Names are part of the API and keep their meaning. */
public enum ProblemType {
    /** A parameter, header or body breaks its rule, which the detail names. */
    BAD_REQUEST(400, "The request breaks a rule"),
    /** The operation takes an Idempotency-Key, and none was sent. */
    IDEMPOTENCY_KEY_NEEDED(400, "An Idempotency-Key is needed"),
    /** There is no key or token, or it is unknown, expired or revoked. */
    UNAUTHENTICATED(401, "Who is asking?"),
    /** The key or token does not have the scope that the operation needs. */
    FORBIDDEN(403, "Not open to this key"),
    /** There is no such thing, or it is another tenant's. */
    NOT_FOUND(404, "Not found"),
    /** The path has no operation of this method. */
    METHOD_NOT_ALLOWED(405, "No such method here"),
    /** No representation that the client accepts. */
    NOT_ACCEPTABLE(406, "Not to be had in this form"),
    /** The state of things does not allow the operation; the detail says what it is. */
    CONFLICT(409, "Not in this state"),
    /** A request with the same Idempotency-Key is being worked on. */
    REQUEST_IN_PROGRESS(409, "The same request is under way"),
    /** It was cancelled, which is for good. */
    CANCELLED_BEFORE(409, "It was cancelled"),
    /** The body is larger than the operation takes. */
    CONTENT_TOO_LARGE(413, "Too large"),
    /** The body is of a type that the operation does not take. */
    UNSUPPORTED_MEDIA_TYPE(415, "Not this type of body"),
    /** What is asked for is well-formed, and yet can't be done; the code says why. */
    UNPROCESSABLE(422, "It can't be done"),
    /** The Idempotency-Key belongs to an earlier request with another body. */
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for something else"),
    /** More requests in a short time than the tenant may make. */
    TOO_MANY_REQUESTS(429, "Too many requests"),
    /** More unfinished work than the tenant may have. */
    QUOTA_EXCEEDED(429, "The tenant's quota is used up"),
    /** Something that nobody foresaw. */
    INTERNAL(500, "Something went wrong"),
    /** A part that the operation needs does not answer. */
    UNAVAILABLE(503, "Not available at the moment");

    private static final String PREFIX = "urn:scumble:problem:";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The most general type of a status. */
    static Optional<ProblemType> of(int status) {
        return Stream.of(values()).filter(type -> type.status == status).findFirst();
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** A few words, the same for every problem of the type. */
    public String title() {
        return title;
    }

    /** The type's name in answers. */
    public URI uri() {
        return URI.create(PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
