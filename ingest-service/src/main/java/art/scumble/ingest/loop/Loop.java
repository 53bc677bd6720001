package art.scumble.ingest.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A thread that does the same work again and again: at once while there is more, at its pace otherwise. A scheduler's
 * ticks are a second apart at best, in which a fleet with small pictures runs dry.
 */
final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    /** One round of a loop. */
    interface Round {
        /** Does some work; true if there may be more of it now. */
        boolean run() throws InterruptedException;
    }

    private final Duration pace;
    private final Round round;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /** Begins at once. */
    static Loop start(String name, Duration pace, Round round) {
        Loop loop = new Loop(name, pace, round);
        loop.thread.start();
        return loop;
    }

    private Loop(String name, Duration pace, Round round) {
        this.pace = pace;
        this.round = round;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::goRound);
    }

    private void goRound() {
        try {
            Duration pause = Duration.ZERO;
            while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round, and how long to wait after it. Nothing that it throws may end the loop. */
    private Duration once() throws InterruptedException {
        try {
            return round.run() ? Duration.ZERO : pace;
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.errorf(e, "%s goes on after a failure", thread.getName());
            return pace.compareTo(PAUSE_AFTER_FAILURE) > 0 ? pace : PAUSE_AFTER_FAILURE;
        }
    }

    /** Whether the thread lives. */
    boolean isAlive() {
        return thread.isAlive();
    }

    /** Lets the round end, but not for ever. */
    void stop() {
        stopping.countDown();
        try {
            if (!thread.join(STOP_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
