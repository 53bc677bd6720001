package art.scumble.gateway.admission;

import art.scumble.contract.FailureCode;
import art.scumble.contract.TransientFailure;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Bounds how much of something goes on at once; who waits too long is told to come again. */
public final class Slots {
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final Semaphore free;
    private final String what;

    /**
     * So many.
     *
     * @param what is bounded, in the plural
     */
    public Slots(int count, String what) {
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
            if (!free.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new TransientFailure(FailureCode.GATEWAY_UNAVAILABLE, "too many " + what + " at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.GATEWAY_UNAVAILABLE, "the gateway is stopping", e);
        }
    }
}
