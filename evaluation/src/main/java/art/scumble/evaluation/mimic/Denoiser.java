package art.scumble.evaluation.mimic;

import art.scumble.worker.encoder.StartingWeights;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.tensorflow.LearningNetwork;
import art.scumble.worker.tensorflow.LearningNetwork.Maps;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Learns what is under noise, at each level of it, and so how to make something of noise.
 *
 * @see <a href="https://arxiv.org/abs/2006.11239">Ho et al., Denoising diffusion probabilistic models</a>
 */
final class Denoiser implements AutoCloseable {
    private final LearningNetwork network;

    /**
     * Starts with weights by chance.
     *
     * @param seed the same one gives the same weights
     */
    Denoiser(DenoiserPlan plan, long seed, int threads) {
        network = new LearningNetwork(
                plan,
                StartingWeights.random(plan.shapes(), DenoiserPlan::isLast, DenoiserPlan::isScale, seed),
                threads);
    }

    /** What it has learnt. */
    Map<String, Weights.Tensor> learnt() {
        return network.parameters();
    }

    /** Starts again with what was learnt. */
    void start(Map<String, Weights.Tensor> learnt) {
        network.start(learnt);
    }

    /** One step with what is to be found under noise; gives the mean squared error of the velocity before it. */
    double learn(Maps clean, RandomGenerator random, double rate) {
        int count = clean.count();
        int each = clean.values().length / count;
        double[] levels = new double[count];
        float[] shown = new float[clean.values().length];
        float[] wanted = new float[shown.length];
        for (int one = 0; one < count; one++) {
            levels[one] = Math.exp(NoiseLevels.MEAN_LOG + NoiseLevels.DEVIATION_LOG * random.nextGaussian());
            for (int i = one * each; i < (one + 1) * each; i++) {
                double noisy = clean.values()[i] + levels[one] * random.nextGaussian();
                shown[i] = (float) (NoiseLevels.in(levels[one]) * noisy);
                wanted[i] = (float)
                        ((clean.values()[i] - NoiseLevels.kept(levels[one]) * noisy) / NoiseLevels.out(levels[one]));
            }
        }
        return network.learn(List.of(like(clean, shown), features(levels)), like(clean, wanted), rate);
    }

    /** What it takes to be under the noise, of which there is as much in all. */
    Maps clean(Maps noisy, double level) {
        float[] shown = new float[noisy.values().length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = (float) (NoiseLevels.in(level) * noisy.values()[i]);
        }
        double[] levels = new double[noisy.count()];
        Arrays.fill(levels, level);
        float[] clean = network.answer(List.of(like(noisy, shown), features(levels)));
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) (NoiseLevels.kept(level) * noisy.values()[i] + NoiseLevels.out(level) * clean[i]);
        }
        return like(noisy, clean);
    }

    /**
     * Takes noise away step by step, and adds none (equation 4 of Karras et al. by Euler's method, which is that of Song
     * et al., Denoising diffusion implicit models, 2021). Each step goes beyond what it sees, away from what another one
     * sees, who knows less of the style: guidance, as mimics use it too (Ho and Salimans, 2022; by a denoiser that knows
     * less, Karras et al., 2024).
     *
     * @param levels descending, from that of what is noisy to 0
     * @param guidance how far beyond: 0 is not at all
     */
    Maps painted(Maps noisy, double[] levels, Denoiser other, double guidance) {
        Maps now = noisy;
        for (int step = 0; step + 1 < levels.length; step++) {
            float[] clean = clean(now, levels[step]).values();
            float[] less = other.clean(now, levels[step]).values();
            float[] next = new float[clean.length];
            double part = levels[step + 1] / levels[step];
            for (int i = 0; i < next.length; i++) {
                double guided = clean[i] + guidance * (clean[i] - less[i]);
                next[i] = (float) (guided + part * (now.values()[i] - guided));
            }
            now = like(now, next);
        }
        return now;
    }

    private static Maps features(double[] levels) {
        float[] features = new float[levels.length * DenoiserPlan.LEVEL_FEATURES];
        for (int i = 0; i < levels.length; i++) {
            System.arraycopy(
                    DenoiserPlan.features(levels[i]),
                    0,
                    features,
                    i * DenoiserPlan.LEVEL_FEATURES,
                    DenoiserPlan.LEVEL_FEATURES);
        }
        return new Maps(levels.length, 1, 1, features);
    }

    private static Maps like(Maps maps, float[] values) {
        return new Maps(maps.count(), maps.height(), maps.width(), values);
    }

    @Override
    public void close() {
        network.close();
    }
}
