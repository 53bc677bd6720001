package art.scumble.worker.task;

import art.scumble.contract.FailureCode;
import art.scumble.contract.TransientFailure;
import java.util.concurrent.Semaphore;

/**
 * Bounds what the pictures in hand take together: a picture is decoded when there is room for it, in the order of
 * arrival. One that is larger than all the room gets all of it.
 */
public final class PictureMemory {
    private static final int UNIT = 1 << 20;

    private final int units;
    private final Semaphore free;

    /** So much for all pictures together. */
    public PictureMemory(long bytes) {
        units = Math.toIntExact(Math.max(1, bytes / UNIT));
        free = new Semaphore(units, true);
    }

    /** What was set aside, until it is closed. */
    public interface Room extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits until there is room. */
    public Room reserve(long bytes) {
        int wanted = (int) Math.min(units, bytes / UNIT + 1);
        try {
            free.acquire(wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.INTERNAL, "interrupted", e);
        }
        return () -> free.release(wanted);
    }
}
