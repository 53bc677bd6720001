package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.BadWeights;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/**
 * Loads encoders, each by the precision path that this machine computes both rightly
 * and faster: decided by a trial at start-up, as bf16 is wrong on some machines and slow on others.
 */
public final class EncoderLoader {
    private static final int TRIAL_SIDE = 128;
    private static final double LEAST_COSINE = 0.95;

    private EncoderLoader() {}

    /**
     * An encoder of these weights by the precision path that this machine computes both rightly and faster.
     *
     * @param file that messages point to
     * @param threads for one computation, at least 1
     */
    public static Encoder load(String name, Path file, Weights weights, int threads) throws IOException {
        Architecture architecture = Architecture.of(file, weights);
        TensorflowEncoder fp32 = TensorflowEncoder.load(name, weights, architecture, false, threads);
        TensorflowEncoder bf16 = TensorflowEncoder.load(name, weights, architecture, true, threads);
        boolean better = isBetter(bf16, fp32, file);
        (better ? fp32 : bf16).close();
        return better ? bf16 : fp32;
    }

    /**
     * An encoder of these weights at a precision that the caller knows to be right.
     *
     * @param threads for one computation, at least 1
     */
    public static Encoder load(String name, Weights weights, Architecture architecture, boolean bf16Trunk, int threads)
            throws IOException {
        return TensorflowEncoder.load(name, weights, architecture, bf16Trunk, threads);
    }

    static boolean isBetter(Encoder candidate, Encoder reference, Path file) throws IOException {
        RgbImage noise = noise(new Random(1));
        RgbImage other = noise(new Random(2));
        StageStatistics own = reference.statistics(noise);
        double[] way = own.squaredDistance(reference.statistics(other));
        for (int l = 0; l < way.length; l++) {
            way[l] += 1e-6;
        }
        Trial right = Trial.run(reference, other, own, way);
        if (!Double.isFinite(right.gradient.value())) {
            throw new BadWeights(file, "its features are not finite");
        }
        Trial tried = Trial.run(candidate, other, own, way);
        double cosine = cosine(right.gradient.byPixel(), tried.gradient.byPixel());
        return Double.isFinite(tried.gradient.value()) && cosine >= LEAST_COSINE && tried.nanos < right.nanos;
    }

    private record Trial(Encoder.Gradient gradient, long nanos) {
        /** The second run is timed; the first one warms the session up. */
        static Trial run(Encoder encoder, RgbImage image, StageStatistics own, double[] way) {
            encoder.away(image, own, way);
            long start = System.nanoTime();
            Encoder.Gradient gradient = encoder.away(image, own, way);
            return new Trial(gradient, System.nanoTime() - start);
        }
    }

    private static RgbImage noise(Random random) {
        float[] values = new float[3 * TRIAL_SIDE * TRIAL_SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new RgbImage(TRIAL_SIDE, TRIAL_SIDE, values);
    }

    /** Cosine of the angle between two gradients; not a number if one of them is zero or not finite. */
    static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
