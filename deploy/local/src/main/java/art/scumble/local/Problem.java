package art.scumble.local;

/** Something that the person at the command line can mend; its message is one sentence for them. */
public final class Problem extends RuntimeException {
    static final String WAIT = "wait for it, or stop it with ./scumble down.";

    private static final long serialVersionUID = 1L;

    /** With one sentence for people. */
    public Problem(String message) {
        super(message);
    }

    /** With one sentence for people. */
    public Problem(String message, Throwable cause) {
        super(message, cause);
    }
}
