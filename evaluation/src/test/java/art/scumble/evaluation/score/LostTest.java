package art.scumble.evaluation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LostTest {
    private static final double[] ORIGINAL = {1, 1.1, 0.9};
    private static final double[] STRANGE = {1.5, 1.5, 1.5};

    @Test
    void isAPartOfTheWayToAStrangers() {
        // When
        Lost lost = Lost.of(new double[] {1.1, 1.15, 1.05}, ORIGINAL, STRANGE);
        // Then
        assertThat(lost.value()).isCloseTo(0.2, within(1e-9));
        assertThat(lost.way()).isCloseTo(0.5, within(1e-9));
        assertThat(lost.wayError()).isCloseTo(0.1 / Math.sqrt(3), within(1e-9));
    }

    @Test
    void isSureWhereAllGroupsLoseTheSamePart() {
        // Given
        double[] third = {1 + 0.5 / 3, 1.1 + 0.4 / 3, 0.9 + 0.6 / 3};
        double[] uneven = {1 + 1.0 / 3, 1.1, 0.9 + 0.5 / 3};
        // Then
        assertThat(Lost.of(third, ORIGINAL, STRANGE).error()).isCloseTo(0, within(1e-9));
        assertThat(Lost.of(uneven, ORIGINAL, STRANGE).value()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(Lost.of(uneven, ORIGINAL, STRANGE).error()).isGreaterThan(0.1);
    }
}
