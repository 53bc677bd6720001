package art.scumble.worker.task;

import art.scumble.contract.CloakTask;
import art.scumble.contract.TaskEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task that a thread of this worker works on, and that may be asked to stop. */
public final class TaskInHand implements AutoCloseable {
    private final CloakTask task;
    private final Runnable atEnd;
    private @Nullable Thread thread = Thread.currentThread();
    private TaskEvent.@Nullable Cause stop;
    private boolean noticed;

    TaskInHand(CloakTask task, Runnable atEnd) {
        this.task = task;
        this.atEnd = atEnd;
    }

    /** The task. */
    public CloakTask task() {
        return task;
    }

    /** Interrupts its thread, each time until that is noticed: a search does at its next step, a request at once. */
    synchronized void stop(TaskEvent.Cause cause) {
        if (thread != null && !noticed) {
            stop = stop == null ? cause : stop;
            thread.interrupt();
        }
    }

    /** Why it was asked to stop; its thread may then wait for other things undisturbed. */
    synchronized Optional<TaskEvent.Cause> stopped() {
        if (stop != null) {
            noticed = true;
            Thread.interrupted();
        }
        return Optional.ofNullable(stop);
    }

    /** Its thread goes on to something else. */
    @Override
    public void close() {
        synchronized (this) {
            thread = null;
            if (stop != null) {
                Thread.interrupted();
            }
        }
        atEnd.run();
    }
}
