package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import java.util.SplittableRandom;

/**
 * Looks for the change of luma that moves a picture's statistics furthest: projected gradient steps
 * (Madry et al. 2018), each through a random disturbance (expectation over transformation, Athalye et al. 2018).
 *
 * <p>A step moves a pixel by g ÷ (|g| + {@value #HALFWAY}), where g is its slope times its budget, in units of that
 * product's root mean square. The sign of g instead would move every pixel as far as the few that matter: more to see,
 * and more of a texture that works as well anywhere else.
 */
public final class PerturbationSearch {
    /** Of its budget, that a pixel could go in all steps if none were shortened. */
    private static final double WAY = 4.8;

    private static final double FIRST_CHANGE = 0.1;
    private static final double HALFWAY = 1;

    private static final int LATTICE = 8;

    private final Encoder encoder;
    private final int steps;

    /** Searches with one encoder in so many steps. */
    public PerturbationSearch(Encoder encoder, int steps) {
        this.encoder = encoder;
        this.steps = steps;
    }

    /**
     * Runs all steps.
     *
     * @param image the picture at its working size
     * @param way squared distance from the own style to the assigned one, by layer
     * @param budget how far each pixel's luma may move, in units of the image's values
     * @param share of the picture's own texture that the change may have, as {@link Masking} takes it
     * @return the change of luma for each pixel, within its budget
     */
    public float[] run(RgbImage image, Aim aim, double[] way, float[] budget, double share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Masking masking = Masking.of(image, share);
        float[] change = new float[budget.length];
        for (int i = 0; i < change.length; i++) {
            // At no change at all the objective has no slope.
            change[i] = budget[i] * (float) (FIRST_CHANGE * (2 * random.nextDouble() - 1));
        }
        for (int step = 0; step < steps; step++) {
            RgbImage changed = changed(image, change);
            RgbImage slope = disturbedSlope(changed, aim, way, step, random);
            move(change, budget, slope.values(), stepLength(step));
            change = within(budget, masking.hidden(withoutLattice(image.width(), budget, change)));
        }
        return change;
    }

    private RgbImage disturbedSlope(RgbImage image, Aim aim, double[] way, int step, SplittableRandom random) {
        Disturbance disturbance = Disturbance.draw(random, image.width(), image.height());
        RgbImage seen = disturbance.apply(image);
        float[] slope = encoder.slope(seen, aim, way, step).byPixel();
        return disturbance.back(new RgbImage(seen.width(), seen.height(), slope));
    }

    private double stepLength(int step) {
        double done = (double) step / steps;
        return WAY / steps * (done < 0.6 ? 1 : done < 0.85 ? 0.4 : 0.15);
    }

    private static void move(float[] change, float[] budget, float[] slope, double length) {
        double squares = 0;
        int movable = 0;
        for (int i = 0; i < change.length; i++) {
            double pull = pull(slope, budget, i);
            squares += pull * pull;
            movable += budget[i] > 0 ? 1 : 0;
        }
        // Nothing leads anywhere, or the encoder could not tell, as it may of a picture made small: the next step will.
        if (!(squares > 0 && squares < Double.POSITIVE_INFINITY)) {
            return;
        }
        double unit = Math.sqrt(squares / movable);
        for (int i = 0; i < change.length; i++) {
            double pull = pull(slope, budget, i) / unit;
            change[i] += (float) (length * budget[i] * pull / (Math.abs(pull) + HALFWAY));
        }
    }

    /**
     * The change without what of it is the same in every square of {@value #LATTICE} pixels. Encoders take every so many
     * pixels, so that such a pattern moves their means most; it is a weave that people see, and little to other networks.
     */
    private static float[] withoutLattice(int width, float[] budget, float[] change) {
        double[] pattern = new double[LATTICE * LATTICE];
        double[] weight = new double[LATTICE * LATTICE];
        for (int i = 0; i < change.length; i++) {
            int place = place(i, width);
            pattern[place] += budget[i] * change[i];
            weight[place] += budget[i] * budget[i];
        }
        float[] without = new float[change.length];
        for (int i = 0; i < change.length; i++) {
            int place = place(i, width);
            without[i] = change[i] - (float) (weight[place] > 0 ? budget[i] * pattern[place] / weight[place] : 0);
        }
        return without;
    }

    private static int place(int pixel, int width) {
        return pixel / width % LATTICE * LATTICE + pixel % width % LATTICE;
    }

    private static float[] within(float[] budget, float[] change) {
        for (int i = 0; i < change.length; i++) {
            change[i] = Math.clamp(change[i], -budget[i], budget[i]);
        }
        return change;
    }

    /** What the objective gains when a pixel's luma moves by its whole budget, to first order. */
    private static double pull(float[] slope, float[] budget, int pixel) {
        return budget[pixel] * ((double) slope[3 * pixel] + slope[3 * pixel + 1] + slope[3 * pixel + 2]);
    }

    /** The image with its luma changed. */
    public static RgbImage changed(RgbImage image, float[] change) {
        float[] values = new float[image.values().length];
        for (int i = 0; i < change.length; i++) {
            for (int c = 3 * i; c < 3 * i + 3; c++) {
                values[c] = Math.clamp(image.values()[c] + change[i], 0f, 1f);
            }
        }
        return new RgbImage(image.width(), image.height(), values);
    }
}
