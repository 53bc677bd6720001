package art.scumble.evaluation.baseline;

import art.scumble.evaluation.picture.Work;
import art.scumble.worker.cloaking.ColourDifference;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.StructuralSimilarity;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;

/**
 * A search as others do it: the means and deviations of all layers towards those of another style, by steps of the
 * slope's sign (projected gradient descent, Madry et al. 2018), with one limit for all pixels, a fifth of it for chroma.
 * It knows no picture's texture and no disturbance. What it finds is scaled until it is as visible as another cloak.
 */
public final class UniformSearch {
    private static final double LEVELS = 8;
    private static final double CHROMA = 0.2;
    private static final int STEPS = 30;
    private static final double FIRST_STEP = 0.2;
    /** So far beyond the objective's ε that its logarithm is the sum of the layers' distances, each in its unit. */
    private static final double LINEAR = 1e9;

    private static final double LEAST_WAY = 1e-9;
    private static final int ROUNDS = 9;
    private static final double LARGEST_SCALE = 2;

    /** Red, green and blue by JPEG's luma and chroma. */
    private static final double[][] RGB = {{1, 0, 1.402}, {1, -0.344136, -0.714136}, {1, 1.772, 0}};

    private final Encoder encoder;

    /** Searches on this encoder. */
    public UniformSearch(Encoder encoder) {
        this.encoder = encoder;
    }

    /**
     * What it makes of a picture, as visible as a cloak of it: neither is its mean ΔE2000 more, nor its SSIM less.
     *
     * @param other a picture in the style that it is moved towards
     * @param cloaked what it has to be no more visible than
     */
    public Picture asVisibleAs(Picture cloaked, Picture source, Picture other) {
        float[] change = search(Work.image(source), encoder.statistics(Work.image(other)));
        double deltaE = ColourDifference.between(source, cloaked).mean();
        double ssim = StructuralSimilarity.between(source, cloaked);
        Picture best = source;
        double low = 0;
        double high = LARGEST_SCALE;
        for (int round = 0; round < ROUNDS; round++) {
            double scale = (low + high) / 2;
            Picture tried = Work.picture(changed(Work.image(source), change, scale));
            if (ColourDifference.between(source, tried).mean() <= deltaE
                    && StructuralSimilarity.between(source, tried) >= ssim) {
                low = scale;
                best = tried;
            } else {
                high = scale;
            }
        }
        return best;
    }

    /** The change of luma, blue and red chroma of each pixel, in the image's units. */
    private float[] search(RgbImage image, StageStatistics target) {
        double[] way = encoder.statistics(image).squaredDistance(target);
        for (int l = 0; l < way.length; l++) {
            way[l] = LINEAR * Math.max(way[l], LEAST_WAY);
        }
        float[] change = new float[image.values().length];
        for (int step = 0; step < STEPS; step++) {
            float[] slope = encoder.slope(changed(image, change, 1), Aim.towards(target), way, step)
                    .byPixel();
            double done = (double) step / STEPS;
            double length = FIRST_STEP * (done < 0.6 ? 1 : done < 0.85 ? 0.4 : 0.15);
            for (int i = 0; i < change.length; i++) {
                double limit = LEVELS / 255 * (i % 3 == 0 ? 1 : CHROMA);
                double moved = change[i] + length * limit * Math.signum(along(slope, i));
                change[i] = (float) Math.clamp(moved, -limit, limit);
            }
        }
        return change;
    }

    /** The slope by one of a pixel's three parts. */
    private static double along(float[] slope, int part) {
        int pixel = part / 3 * 3;
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            sum += RGB[c][part % 3] * slope[pixel + c];
        }
        return sum;
    }

    private static RgbImage changed(RgbImage image, float[] change, double scale) {
        float[] values = new float[change.length];
        for (int i = 0; i < values.length; i++) {
            int pixel = i / 3 * 3;
            double added = 0;
            for (int part = 0; part < 3; part++) {
                added += RGB[i % 3][part] * change[pixel + part];
            }
            values[i] = (float) Math.clamp(image.values()[i] + scale * added, 0, 1);
        }
        return new RgbImage(image.width(), image.height(), values);
    }
}
