package art.scumble.ingest.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Knows since when ingest has heard its own echo without a break. While the broker or the database is away, and after a
 * restart, all workers seem silent, since what they say can't be said or has not been read; but then so is the echo.
 */
final class Attention {
    private static final int ECHOES_A_SILENCE = 3;

    private final Duration silence;
    private Instant since = Instant.MAX;
    private Instant last = Instant.MIN;

    /** {@code silence} is how long a worker may say nothing. */
    Attention(Duration silence) {
        this.silence = silence;
    }

    /** Told of an echo. All that was published before it has been read; one that took long proves that it was hard to. */
    synchronized void heard(Instant sent, Instant now) {
        Duration longest = silence.dividedBy(ECHOES_A_SILENCE);
        if (sent.plus(longest).isBefore(now) || sent.isBefore(last)) {
            return;
        }
        if (last.plus(longest).isBefore(sent)) {
            since = sent;
        }
        last = sent;
    }

    /**
     * How long ago a worker must have spoken last to be called silent: the silence before the last echo. Empty while ingest
     * has not listened for so long.
     */
    synchronized Optional<Duration> silentFor(Instant now) {
        Duration longest = silence.dividedBy(ECHOES_A_SILENCE);
        boolean listening = !last.plus(longest).isBefore(now);
        return listening && !since.plus(silence).isAfter(last)
                ? Optional.of(silence.plus(Duration.between(last, now)))
                : Optional.empty();
    }
}
