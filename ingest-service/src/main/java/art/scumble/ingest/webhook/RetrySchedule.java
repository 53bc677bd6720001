package art.scumble.ingest.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a message that was not taken is sent again: ten attempts over 75 hours, as Standard Webhooks has them. */
final class RetrySchedule {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    private static final double JITTER = 0.1;

    private static final Duration SPAN = PAUSES.stream().reduce(Duration.ZERO, Duration::plus);

    /** All attempts of one message take so long at least. */
    static final Duration SHORTEST_SPAN = times(SPAN, 1 - JITTER);

    /** And so long at most, if nothing else delays them. */
    static final Duration LONGEST_SPAN = times(SPAN, 1 + JITTER);

    /** No answer of an endpoint puts an attempt off for longer. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

    private RetrySchedule() {}

    /** How long to wait after so many attempts that failed (one at least), a tenth more or less; empty after the last. */
    static Optional<Duration> pause(int failed, RandomGenerator random) {
        return failed > PAUSES.size()
                ? Optional.empty()
                : Optional.of(times(PAUSES.get(failed - 1), 1 - JITTER + 2 * JITTER * random.nextDouble()));
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
