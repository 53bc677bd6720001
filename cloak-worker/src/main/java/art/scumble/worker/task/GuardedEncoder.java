package art.scumble.worker.task;

import art.scumble.contract.FailureCode;
import art.scumble.contract.TransientFailure;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * An encoder that ends a search whose task was given back, at its next step, and that closes only when nobody computes:
 * closing the native model under a running computation kills the process.
 */
public final class GuardedEncoder implements Encoder {
    private final Encoder encoder;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    /** Guards this encoder, which nobody else may close. */
    public GuardedEncoder(Encoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public List<Member> members() {
        return encoder.members();
    }

    @Override
    public StageStatistics statistics(RgbImage image) {
        return guarded(() -> encoder.statistics(image));
    }

    @Override
    public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
        return guarded(() -> encoder.slope(image, aim, way, step));
    }

    private <T> T guarded(Supplier<T> computation) {
        use.readLock().lock();
        try {
            if (closed || Thread.currentThread().isInterrupted()) {
                throw new TransientFailure(FailureCode.INTERNAL, "the task was given back");
            }
            return computation.get();
        } finally {
            use.readLock().unlock();
        }
    }

    /** Waits for running computations, a step each at most, and closes. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                encoder.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
