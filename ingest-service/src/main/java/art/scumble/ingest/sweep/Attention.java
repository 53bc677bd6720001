package art.scumble.ingest.sweep;

import java.time.Duration;
import java.time.Instant;

/**
 * Knows since when ingest has been listening without a break. After a restart, or while the database was away, all
 * workers seem silent, since what they said has not been read yet.
 */
final class Attention {
    private final Duration silence;
    private Instant since = Instant.MIN;
    private Instant last = Instant.MIN;

    /** {@code silence} is how long a worker may say nothing. */
    Attention(Duration silence) {
        this.silence = silence;
    }

    /** Told at each look; whether ingest has listened for so long that silence means something. */
    synchronized boolean isLongEnough(Instant now) {
        if (last.plus(silence.dividedBy(2)).isBefore(now)) {
            since = now;
        }
        last = now;
        return !since.plus(silence).isAfter(now);
    }
}
