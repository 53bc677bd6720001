package art.scumble.worker.task;

import java.time.Duration;

/** Pauses that grow from half a second to fifteen. */
final class Backoff {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private Duration next = Duration.ofMillis(500);

    /** The next pause. */
    Duration next() {
        Duration pause = next;
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        return pause;
    }
}
