package art.scumble.evaluation.mimic;

/**
 * How much noise a denoiser meets, as the noise's deviation beside latents of deviation 1, and how it is shown what it
 * learns from. With this much of what was seen in the answer, and the rest from a network whose inputs and answers are
 * all of deviation 1, what the network learns is the velocity of Salimans and Ho (2022).
 *
 * @see <a href="https://arxiv.org/abs/2206.00364">Karras et al., Elucidating the design space of diffusion-based
 *     generative models</a>, table 1, with a deviation of the data of 1
 */
final class NoiseLevels {
    /** Of the levels that are learnt at: mean and deviation of their logarithm, as there beside the data's deviation. */
    static final double MEAN_LOG = -0.5;

    static final double DEVIATION_LOG = 1.2;

    private static final double LEAST = 0.02;
    private static final double CURVATURE = 7;

    private NoiseLevels() {}

    /** From the first level down to nothing, in so many steps that are the closer the less noise is left (equation 5). */
    static double[] descending(double first, int steps) {
        double[] levels = new double[steps + 1];
        double from = Math.pow(first, 1 / CURVATURE);
        double to = Math.pow(LEAST, 1 / CURVATURE);
        for (int i = 0; i < steps; i++) {
            levels[i] = Math.pow(from + (to - from) * i / (steps - 1.0), CURVATURE);
        }
        return levels;
    }

    /** How much of what is seen is part of the answer as it is. */
    static double kept(double level) {
        return 1 / (level * level + 1);
    }

    /** What the network's answer is multiplied by. */
    static double out(double level) {
        return level / Math.sqrt(level * level + 1);
    }

    /** What the network's input is multiplied by. */
    static double in(double level) {
        return 1 / Math.sqrt(level * level + 1);
    }
}
