package art.scumble.worker.task;

import art.scumble.contract.FailureCode;
import art.scumble.contract.Lane;
import art.scumble.contract.TransientFailure;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one task of each lane search at a time, so that its neighbours are fetched and stored meanwhile and not slowed
 * down by one another. While an upload is searched an import waits between two steps, for some seconds at most.
 */
public final class SearchTurns {
    /** However many uploads come, an import gets on. */
    private static final Duration LONGEST_YIELD = Duration.ofSeconds(10);

    private final Map<Lane, Semaphore> turns = new EnumMap<>(Lane.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition uploadDone = lock.newCondition();
    private final ComputeShare share;
    private boolean uploadSearches;

    public SearchTurns(ComputeShare share) {
        this.share = share;
        for (Lane lane : Lane.values()) {
            turns.put(lane, new Semaphore(1, true));
        }
    }

    /** The turn of a task. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for the lane's turn; it lasts until it is closed. */
    public Turn take(Lane lane) {
        Semaphore turn = turns.getOrDefault(lane, new Semaphore(1));
        try {
            turn.acquire();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        share.searchBegins();
        set(lane, true);
        return () -> {
            set(lane, false);
            share.searchEnds();
            turn.release();
        };
    }

    private void set(Lane lane, boolean searches) {
        if (lane != Lane.INTERACTIVE) {
            return;
        }
        lock.lock();
        try {
            uploadSearches = searches;
            uploadDone.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Called between two steps of a search: an import's waits here while an upload is searched. */
    public void betweenSteps(Lane lane) {
        if (lane == Lane.INTERACTIVE) {
            return;
        }
        lock.lock();
        try {
            long left = LONGEST_YIELD.toNanos();
            while (uploadSearches && left > 0) {
                left = uploadDone.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    private static TransientFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new TransientFailure(FailureCode.INTERNAL, "interrupted", e);
    }
}
