package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.SplittableRandom;

/**
 * Looks for the change of luma that moves a picture's statistics furthest from its own style: steps of the gradient's
 * sign (Madry et al. 2018) through random disturbances (expectation over transformation, Athalye et al. 2018).
 */
final class PerturbationSearch {
    private static final double FIRST_STEP = 0.2;

    private final Encoder encoder;
    private final int steps;

    PerturbationSearch(Encoder encoder, int steps) {
        this.encoder = encoder;
        this.steps = steps;
    }

    /**
     * Runs all steps.
     *
     * @param image the picture at its working size
     * @param own its statistics
     * @param way squared distance to the assigned style, by layer
     * @param budget how far each pixel's luma may move, in units of the image's values
     * @return the change of luma for each pixel, within its budget
     */
    float[] run(RgbImage image, StageStatistics own, double[] way, float[] budget, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] change = new float[budget.length];
        for (int i = 0; i < change.length; i++) {
            // At no change at all the objective has no slope.
            change[i] = budget[i] * (float) (random.nextDouble() - 0.5);
        }
        for (int step = 0; step < steps; step++) {
            Disturbance disturbance = Disturbance.draw(random, image.width(), image.height());
            RgbImage seen = disturbance.apply(changed(image, change));
            float[] slope = encoder.away(seen, own, way).byPixel();
            RgbImage gradient = disturbance.back(new RgbImage(seen.width(), seen.height(), slope));
            move(change, budget, gradient.values(), (float) stepLength(step));
        }
        return change;
    }

    private double stepLength(int step) {
        double done = (double) step / steps;
        return FIRST_STEP * (done < 0.6 ? 1 : done < 0.85 ? 0.4 : 0.15);
    }

    private static void move(float[] change, float[] budget, float[] gradient, float length) {
        for (int i = 0; i < change.length; i++) {
            float slope = gradient[3 * i] + gradient[3 * i + 1] + gradient[3 * i + 2];
            float moved = change[i] + length * budget[i] * Math.signum(slope);
            change[i] = Math.clamp(moved, -budget[i], budget[i]);
        }
    }

    private static RgbImage changed(RgbImage image, float[] change) {
        float[] values = new float[image.values().length];
        for (int i = 0; i < change.length; i++) {
            for (int c = 3 * i; c < 3 * i + 3; c++) {
                values[c] = Math.clamp(image.values()[c] + change[i], 0f, 1f);
            }
        }
        return new RgbImage(image.width(), image.height(), values);
    }
}
