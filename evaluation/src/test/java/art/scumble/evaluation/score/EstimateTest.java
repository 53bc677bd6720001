package art.scumble.evaluation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {
    private static final double[] FROM = {1, 1.1, 0.9};
    private static final double[] TO = {1.5, 1.5, 1.5};

    @Test
    void tellsHowMuchFurtherAndHowSureThatIs() {
        assertThat(Estimate.moved(TO, FROM).value()).isCloseTo(0.5, within(1e-9));
        assertThat(Estimate.moved(TO, FROM).error()).isCloseTo(0.1 / Math.sqrt(3), within(1e-9));
        assertThat(Estimate.moved(new double[] {1.2, 1.3, 1.1}, FROM).error()).isCloseTo(0, within(1e-9));
    }

    @Test
    void isSureOfAPartThatIsTheSameInAllGroups() {
        // Given
        double[] third = {1 + 0.5 / 3, 1.1 + 0.4 / 3, 0.9 + 0.6 / 3};
        double[] uneven = {1 + 1.0 / 3, 1.1, 0.9 + 0.5 / 3};
        // Then
        assertThat(Estimate.part(third, FROM, TO).value()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(Estimate.part(third, FROM, TO).error()).isCloseTo(0, within(1e-9));
        assertThat(Estimate.part(uneven, FROM, TO).value()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(Estimate.part(uneven, FROM, TO).error()).isGreaterThan(0.1);
    }
}
