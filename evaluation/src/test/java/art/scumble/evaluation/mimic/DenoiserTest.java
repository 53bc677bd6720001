package art.scumble.evaluation.mimic;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.worker.encoder.Weights;
import art.scumble.worker.tensorflow.LearningNetwork.Maps;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DenoiserTest {
    private static final int COUNT = 8;
    private static final int SIDE = 8;
    private static final DenoiserPlan PLAN = new DenoiserPlan(2, List.of(8, 16));

    @Test
    void learnsToFindWhatIsUnderNoise() {
        try (Denoiser denoiser = new Denoiser(PLAN, 1, 2)) {
            // When
            double[] errors = taught(denoiser, 150);
            // Then
            assertThat(mean(errors, 130, 150)).isLessThan(0.6 * mean(errors, 0, 10));
            Maps clean = chequered(new SplittableRandom(9));
            assertThat(distance(denoiser.clean(noisy(clean, 1), 1), clean))
                    .isLessThan(0.6 * distance(noisy(clean, 1), clean));
        }
    }

    @Test
    void makesOfNoiseWhatItWasTaught() {
        try (Denoiser denoiser = new Denoiser(PLAN, 1, 2);
                Denoiser untaught = new Denoiser(PLAN, 1, 2)) {
            Maps noise = noisy(new Maps(COUNT, SIDE, SIDE, new float[COUNT * SIDE * SIDE * 2]), 4);
            double before = likeness(denoiser.painted(noise, NoiseLevels.descending(4, 20), untaught, 0.5));
            // When
            taught(denoiser, 150);
            Maps painted = denoiser.painted(noise, NoiseLevels.descending(4, 20), untaught, 0.5);
            // Then
            assertThat(before).isLessThan(0.3);
            assertThat(likeness(painted)).isGreaterThan(0.7);
        }
    }

    @Test
    void comesToTheSameWithTheSameSeed() {
        try (Denoiser first = new Denoiser(PLAN, 1, 2);
                Denoiser second = new Denoiser(PLAN, 1, 2);
                Denoiser another = new Denoiser(PLAN, 2, 2)) {
            Maps noise = noisy(chequered(new SplittableRandom(9)), 1);
            float[] untaught = first.clean(noise, 1).values();
            Map<String, Weights.Tensor> start = first.learnt();
            // When
            double[] errors = taught(first, 5);
            // Then
            assertThat(taught(second, 5)).isEqualTo(errors);
            assertThat(second.clean(noise, 1).values())
                    .isEqualTo(first.clean(noise, 1).values());
            assertThat(taught(another, 5)).isNotEqualTo(errors);
            // Given
            second.start(start);
            // Then
            assertThat(second.clean(noise, 1).values()).isEqualTo(untaught);
            assertThat(taught(second, 5)).isEqualTo(errors);
        }
    }

    private static double[] taught(Denoiser denoiser, int steps) {
        RandomGenerator random = new SplittableRandom(1);
        double[] errors = new double[steps];
        for (int step = 0; step < steps; step++) {
            errors[step] = denoiser.learn(chequered(random), random, 4e-3);
        }
        return errors;
    }

    /** Chequers of 1 and −1, two places wide, either way round; the second channel is the first's negative. */
    private static Maps chequered(RandomGenerator random) {
        float[] values = new float[COUNT * SIDE * SIDE * 2];
        for (int one = 0; one < COUNT; one++) {
            float sign = random.nextBoolean() ? 1 : -1;
            for (int i = 0; i < SIDE * SIDE; i++) {
                float value = sign * chequer(i);
                values[2 * (one * SIDE * SIDE + i)] = value;
                values[2 * (one * SIDE * SIDE + i) + 1] = -value;
            }
        }
        return new Maps(COUNT, SIDE, SIDE, values);
    }

    private static float chequer(int place) {
        return (place % SIDE / 2 + place / SIDE / 2) % 2 == 0 ? 1 : -1;
    }

    /** Mean over maps of how much of chequers is in them: 1 in chequers, about 0 in noise. */
    private static double likeness(Maps maps) {
        double sum = 0;
        for (int one = 0; one < COUNT; one++) {
            double chequers = 0;
            for (int i = 0; i < SIDE * SIDE; i++) {
                int at = 2 * (one * SIDE * SIDE + i);
                chequers += chequer(i) * (maps.values()[at] - maps.values()[at + 1]) / (2.0 * SIDE * SIDE);
            }
            sum += Math.abs(chequers) / COUNT;
        }
        return sum;
    }

    private static Maps noisy(Maps clean, double level) {
        RandomGenerator random = new SplittableRandom(5);
        float[] values = clean.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (level * random.nextGaussian());
        }
        return new Maps(clean.count(), clean.height(), clean.width(), values);
    }

    private static double distance(Maps a, Maps b) {
        double sum = 0;
        for (int i = 0; i < a.values().length; i++) {
            sum += Math.pow(a.values()[i] - b.values()[i], 2);
        }
        return Math.sqrt(sum);
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i] / (to - from);
        }
        return sum;
    }
}
