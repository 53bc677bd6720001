package art.scumble.contract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one client of the object store knows of the room there. It is full from a write that was refused for want of room
 * to one as large that was not, or until nobody has tried for a while: who waits for room tries again all the time.
 */
public final class StoreRoom {
    /** Longer than the longest pause between two tries of whoever waits. */
    private static final Duration MEMORY = Duration.ofSeconds(40);

    private final Clock clock;
    private long bytes;
    private Instant refused = Instant.MIN;

    /** Nothing is known yet. */
    public StoreRoom(Clock clock) {
        this.clock = clock;
    }

    /** So many bytes found no room. */
    public synchronized void lacked(long size) {
        bytes = isFull() ? Math.min(bytes, size) : size;
        refused = clock.instant();
    }

    /** So many bytes found room. */
    public synchronized void had(long size) {
        if (size >= bytes) {
            refused = Instant.MIN;
        }
    }

    /** What to tell an operator while the store is full. */
    public synchronized Optional<String> lack() {
        return isFull()
                ? Optional.of("The object store has no room for " + bytes
                        + " bytes. Enlarge it: work waits, and goes on" + " by itself.")
                : Optional.empty();
    }

    private boolean isFull() {
        return refused.isAfter(clock.instant().minus(MEMORY));
    }
}
