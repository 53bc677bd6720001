package art.scumble.contract;

/** A failure that may pass by itself: retried where it happened. */
public class TransientFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    public TransientFailure(FailureCode code, String reason) {
        super(reason);
        this.code = code;
    }

    public TransientFailure(FailureCode code, String reason, Throwable cause) {
        super(reason, cause);
        this.code = code;
    }

    public FailureCode code() {
        return code;
    }
}
