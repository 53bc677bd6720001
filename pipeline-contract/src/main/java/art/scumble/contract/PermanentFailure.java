package art.scumble.contract;

/** A failure that trying again will not mend: it ends the artwork, with its reason. */
public class PermanentFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    public PermanentFailure(FailureCode code, String reason) {
        super(Reason.plain(reason));
        this.code = code;
    }

    public PermanentFailure(FailureCode code, String reason, Throwable cause) {
        super(Reason.plain(reason), cause);
        this.code = code;
    }

    public FailureCode code() {
        return code;
    }
}
