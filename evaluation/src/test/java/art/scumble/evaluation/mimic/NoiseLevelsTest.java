package art.scumble.evaluation.mimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NoiseLevelsTest {
    @Test
    void fallCloserAndCloserToNothing() {
        // When
        double[] levels = NoiseLevels.descending(2, 25);
        // Then
        assertThat(levels).hasSize(26);
        assertThat(levels[0]).isCloseTo(2, within(1e-9));
        assertThat(levels[24]).isCloseTo(0.02, within(1e-9));
        assertThat(levels[25]).isZero();
        // Half way the seventh root is the mean of both ends' seventh roots: (1.1041 + 0.5719) / 2 = 0.8380.
        assertThat(levels[12]).isCloseTo(0.2902, within(1e-3));
        for (int i = 1; i < 24; i++) {
            assertThat(levels[i] - levels[i + 1]).isPositive().isLessThan(levels[i - 1] - levels[i]);
        }
    }

    @Test
    void keepWhatTheNetworkSeesAndGivesAtADeviationOfOne() {
        for (double level : new double[] {0.02, 0.5, 1, 2, 20}) {
            // Given
            double seen = 1 + level * level;
            // Then
            assertThat(Math.pow(NoiseLevels.in(level), 2) * seen).isCloseTo(1, within(1e-9));
            // What is missing of data of deviation 1, when a part of data with noise is taken for it.
            double missing = Math.pow(1 - NoiseLevels.kept(level), 2) + Math.pow(NoiseLevels.kept(level) * level, 2);
            assertThat(missing).isCloseTo(Math.pow(NoiseLevels.out(level), 2), within(1e-9));
        }
    }
}
