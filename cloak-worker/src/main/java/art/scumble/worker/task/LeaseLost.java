package art.scumble.worker.task;

/** The broker no longer holds a task for this worker: another may have it. */
final class LeaseLost extends Exception {
    private static final long serialVersionUID = 1L;

    LeaseLost(String reason, Throwable cause) {
        super(reason, cause);
    }
}
