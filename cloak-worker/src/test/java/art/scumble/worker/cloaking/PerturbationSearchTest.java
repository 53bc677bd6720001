package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Lane;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.PaddedEncoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.task.ComputeShare;
import art.scumble.worker.task.GuardedEncoder;
import art.scumble.worker.task.SearchTurns;
import art.scumble.worker.task.YieldingEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

    /** Whatever is around it: an ensemble takes its turns by it. */
    @Test
    void tellsTheEncoderWhichStepItIs() {
        // Given
        RgbImage image = new WorkingSize(80, 64).of(Paintings.procedural(80, 64, 3));
        float[] budget = new float[80 * 64];
        Arrays.fill(budget, 8f / 255);
        NowAndThenLost encoder = new NowAndThenLost(STEPS);
        SearchTurns turns = new SearchTurns(new ComputeShare(System::nanoTime));
        Encoder around = new GuardedEncoder(new YieldingEncoder(new PaddedEncoder(encoder), turns, Lane.INTERACTIVE));
        // When
        new PerturbationSearch(around, STEPS)
                .run(image, Aim.away(around.statistics(image)), new double[] {1}, budget, 1, 1);
        // Then
        assertThat(encoder.steps).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void leavesOutWhatIsTheSameInEverySquareOfAnEncodersStride() {
        // Given slopes that are little but such a pattern
        RgbImage image = new WorkingSize(96, 96).of(Paintings.procedural(96, 96, 3));
        float[] budget = new float[96 * 96];
        Arrays.fill(budget, 8f / 255);
        Encoder striding = new Striding();
        // When
        float[] change = new PerturbationSearch(striding, STEPS)
                .run(image, Aim.away(striding.statistics(image)), new double[] {1}, budget, 1, 1);
        // Then
        double[] pattern = new double[8 * 8];
        for (int i = 0; i < change.length; i++) {
            pattern[i / 96 % 8 * 8 + i % 8] += change[i] / (12 * 12);
        }
        double ofPattern = Math.sqrt(Arrays.stream(pattern).map(x -> x * x).sum() / 64);
        assertThat(ofPattern).isLessThan(0.1 * size(change) / 96);
    }

    private static double size(float[] change) {
        double squares = 0;
        for (float one : change) {
            squares += one * one;
        }
        return Math.sqrt(squares);
    }

    /** Wants the same in every square of eight pixels, and a little of something else. */
    private static final class Striding extends PulledApart {
        Striding() {
            super(7);
        }

        @Override
        public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
            Random random = new Random(step);
            float[] slope = new float[image.values().length];
            for (int i = 0; i < slope.length; i++) {
                double lines = Math.cos(2 * Math.PI * (i / 3 % image.width()) / 8);
                slope[i] = (float) (lines + 0.5 * random.nextGaussian());
            }
            return new Gradient(0, slope);
        }
    }

    /** Has no slope in each so-many-eth step, and keeps which steps it was asked for. */
    private static final class NowAndThenLost extends PulledApart {
        private final int every;
        private final List<Integer> steps = new ArrayList<>();

        NowAndThenLost(int every) {
            super(7);
            this.every = every;
        }

        @Override
        public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
            steps.add(step);
            Gradient gradient = super.slope(image, aim, way, step);
            if (step % every == 0) {
                gradient.byPixel()[5] = Float.NaN;
            }
            return gradient;
        }
    }
}
