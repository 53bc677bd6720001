package art.scumble.gateway.admission;

import art.scumble.contract.FailureCode;
import art.scumble.contract.TransientFailure;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Bounds how much of something goes on at once; who waits too long is told to come again. */
public final class Slots {
    private final Semaphore free;
    private final String what;
    private final Duration longestWait;

    /**
     * So many.
     *
     * @param what is bounded, in the plural
     * @param longestWait for a slot
     */
    public Slots(int count, String what, Duration longestWait) {
        this.longestWait = longestWait;
        this.free = new Semaphore(count);
        this.what = what;
    }

    /** Does something within a slot. */
    public <T> T within(Supplier<T> action) {
        take();
        try {
            return action.get();
        } finally {
            free.release();
        }
    }

    private void take() {
        try {
            if (!free.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TransientFailure(FailureCode.GATEWAY_UNAVAILABLE, "too many " + what + " at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.GATEWAY_UNAVAILABLE, "the gateway is stopping", e);
        }
    }
}
