package art.scumble.http;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Optional<Duration> pause;

    private ProblemException(Problem problem, Optional<Duration> pause, @Nullable Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
        this.pause = pause;
    }

    /** With the problem that the caller is told, and what it came from. */
    public ProblemException(Problem problem, Throwable cause) {
        this(problem, Optional.empty(), cause);
    }

    /** With a problem of this type. */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail), Optional.empty(), null);
    }

    /** With a problem of this type, and after what time it is worth asking again. */
    public static ProblemException after(Duration pause, ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail), Optional.of(pause), null);
    }

    /** What the caller is told. */
    public Response response() {
        return pause.map(problem::responseAfter).orElseGet(problem::response);
    }
}
