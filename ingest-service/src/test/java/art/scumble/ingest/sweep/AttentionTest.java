package art.scumble.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    private final Attention attention = new Attention(Duration.ofSeconds(30));

    @Test
    void silenceMeansNothingUntilIngestHasListenedForAsLong() {
        assertThat(silentFor(0)).isEmpty();
        assertThat(listen(0, 25)).isEmpty();
        assertThat(listen(30, 30)).contains(Duration.ofSeconds(31));
    }

    @Test
    void aBreakStartsItAnew() {
        // Given
        assertThat(listen(0, 40)).isPresent();
        // When
        assertThat(silentFor(60)).isEmpty();
        Optional<Duration> afterABreak = listen(100, 125);
        // Then
        assertThat(afterABreak).isEmpty();
        assertThat(listen(130, 130)).isPresent();
    }

    @Test
    void anEchoThatTookLongIsNone() {
        // Given
        assertThat(listen(0, 40)).isPresent();
        // When
        for (int sent = 45; sent <= 100; sent += 5) {
            attention.heard(START.plusSeconds(sent), START.plusSeconds(101));
        }
        // Then
        assertThat(silentFor(101)).isEmpty();
    }

    /** An echo every five seconds, heard a second later; what is known then. */
    private Optional<Duration> listen(int from, int to) {
        for (int second = from; second <= to; second += 5) {
            attention.heard(START.plusSeconds(second), START.plusSeconds(second + 1));
        }
        return silentFor(to + 1);
    }

    private Optional<Duration> silentFor(int second) {
        return attention.silentFor(START.plusSeconds(second));
    }
}
