package art.scumble.ingest.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.contract.MediaType;
import org.junit.jupiter.api.Test;

class WorkRateTest {
    @Test
    void learnsAConstantAndARate() {
        // Given
        WorkRate rate = WorkRate.UNKNOWN;
        // When
        for (int report = 0; report < 500; report++) {
            double size = 0.1 + report % 20;
            rate = rate.with(size, 4 + 2.5 * size);
        }
        // Then
        assertThat(rate.secondsFor(10)).isCloseTo(29, within(0.5));
        assertThat(rate.secondsFor(0.1)).isCloseTo(4.25, within(0.5));
    }

    @Test
    void takesWorksOfOneSizeForProportional() {
        // Given
        WorkRate rate = WorkRate.UNKNOWN;
        // When
        for (int report = 0; report < 500; report++) {
            rate = rate.with(2, 10);
        }
        // Then
        assertThat(rate.secondsFor(2)).isCloseTo(10, within(0.1));
        assertThat(rate.secondsFor(8)).isCloseTo(40, within(1.0));
    }

    @Test
    void neverPredictsNothing() {
        // Given
        WorkRate rate = WorkRate.UNKNOWN;
        // When
        for (int report = 0; report < 500; report++) {
            rate = rate.with(report % 7, 0).with(3, Double.NaN).with(3, -1).with(3, Double.POSITIVE_INFINITY);
        }
        // Then
        assertThat(rate.secondsFor(0)).isPositive();
        assertThat(rate.secondsFor(1000)).isPositive().isLessThan(86_401);
        assertThat(WorkRate.UNKNOWN.secondsFor(2)).isCloseTo(5, within(0.001));
    }

    @Test
    void guessesPixelsFromBytesWhereTheHeaderSaysNothing() {
        assertThat(Megapixels.of(12_000_000L, 1, MediaType.JPEG)).isEqualTo(12);
        assertThat(Megapixels.of(null, 4_000_000, MediaType.JPEG)).isEqualTo(10);
        assertThat(Megapixels.of(null, 3_400_000, MediaType.PNG)).isEqualTo(2);
        assertThat(Megapixels.of(Long.MAX_VALUE, 1, MediaType.PNG)).isEqualTo(1000);
    }
}
