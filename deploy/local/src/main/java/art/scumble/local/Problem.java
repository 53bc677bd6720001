package art.scumble.local;

/** Something that the person at the command line can mend; its message is one sentence for them. */
final class Problem extends RuntimeException {
    static final String WAIT = "wait for it, or stop it with ./scumble down.";

    private static final long serialVersionUID = 1L;

    Problem(String message) {
        super(message);
    }

    Problem(String message, Throwable cause) {
        super(message, cause);
    }
}
