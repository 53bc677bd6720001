package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerturbationSearchTest {
    private static final int STEPS = 6;

    @Test
    void aStepWhoseSlopeIsNoNumberCostsThatStepOnly() {
        // Given
        Picture picture = Paintings.procedural(80, 64, 3);
        RgbImage image = new WorkingSize(80, 64).of(picture);
        StageStatistics own = new PulledApart(1).statistics(image);
        float[] budget = new float[80 * 64];
        Arrays.fill(budget, 8f / 255);
        // When
        float[] change = new PerturbationSearch(new NowAndThenLost(2), STEPS)
                .run(image, Aim.away(own), new double[] {1}, budget, 1, 1);
        float[] never = new PerturbationSearch(new NowAndThenLost(1), STEPS)
                .run(image, Aim.away(own), new double[] {1}, budget, 1, 1);
        // Then
        assertThat(size(never)).isFinite();
        assertThat(size(change)).isFinite().isGreaterThan(1.5 * size(never));
    }

    private static double size(float[] change) {
        double squares = 0;
        for (float one : change) {
            squares += one * one;
        }
        return Math.sqrt(squares);
    }

    /** Has no slope in each so-many-eth step. */
    private static final class NowAndThenLost implements Encoder {
        private final PulledApart encoder = new PulledApart(7);
        private final int every;
        private int steps;

        NowAndThenLost(int every) {
            this.every = every;
        }

        @Override
        public List<Member> members() {
            return encoder.members();
        }

        @Override
        public StageStatistics statistics(RgbImage image) {
            return encoder.statistics(image);
        }

        @Override
        public Gradient slope(RgbImage image, Aim aim, double[] way) {
            Gradient gradient = encoder.slope(image, aim, way);
            if (steps++ % every == 0) {
                gradient.byPixel()[5] = Float.NaN;
            }
            return gradient;
        }

        @Override
        public void close() {}
    }
}
