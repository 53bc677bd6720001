package art.scumble.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-25T20:00:00Z");

    @Test
    void triesTenTimesOverThreeDays() {
        // Given
        RandomGenerator random = new Random(1);
        for (int run = 0; run < 1000; run++) {
            // When
            Duration total = Duration.ZERO;
            int attempts = 1;
            while (RetrySchedule.pause(attempts, random).isPresent()) {
                total = total.plus(RetrySchedule.pause(attempts, random).orElseThrow());
                attempts++;
            }
            // Then
            assertThat(attempts).isEqualTo(10);
            assertThat(total).isBetween(RetrySchedule.SHORTEST_SPAN, Duration.ofMinutes(4989));
        }
        assertThat(RetrySchedule.SHORTEST_SPAN).isBetween(Duration.ofHours(67), Duration.ofHours(69));
        assertThat(RetrySchedule.pause(1, random).orElseThrow())
                .isBetween(Duration.ofMillis(4500), Duration.ofMillis(5500));
    }

    @Test
    void readsRetryAfterWithinBounds() {
        assertThat(RetryAfter.parse("120", NOW)).hasValue(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Wed, 25 Nov 2026 20:03:00 GMT", NOW)).hasValue(Duration.ofMinutes(3));
        assertThat(RetryAfter.parse("999999999", NOW)).hasValue(Duration.ofHours(24));
        assertThat(RetryAfter.parse("Fri, 31 Dec 9999 23:59:59 GMT", NOW)).hasValue(Duration.ofHours(24));
        assertThat(RetryAfter.parse("0", NOW)).isEmpty();
        assertThat(RetryAfter.parse("-5", NOW)).isEmpty();
        assertThat(RetryAfter.parse("99999999999999999999", NOW)).isEmpty();
        assertThat(RetryAfter.parse("Wed, 25 Nov 2020 20:03:00 GMT", NOW)).isEmpty();
        assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
    }
}
