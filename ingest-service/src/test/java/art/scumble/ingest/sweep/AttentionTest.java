package art.scumble.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    private final Attention attention = new Attention(Duration.ofSeconds(60));

    @Test
    void silenceMeansNothingUntilIngestHasListenedForAsLong() {
        assertThat(looks(0, 55)).isFalse();
        assertThat(looks(60, 60)).isTrue();
    }

    @Test
    void aBreakStartsItAnew() {
        // Given
        assertThat(looks(0, 65)).isTrue();
        // When
        boolean afterABreak = looks(200, 255);
        // Then
        assertThat(afterABreak).isFalse();
        assertThat(looks(260, 260)).isTrue();
    }

    /** A look every five seconds; what the last one said. */
    private boolean looks(int from, int to) {
        boolean said = false;
        for (int second = from; second <= to; second += 5) {
            said = attention.isLongEnough(START.plusSeconds(second));
        }
        return said;
    }
}
