package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.BadWeights;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.Weights;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Loads encoders, each by the precision path that suits this machine: bf16 where the processor has it and computes it
 * rightly. How fast a trial ran does not count, since the same machine must come to the same bytes under any load. A large
 * encoder is not tried in bf16, as it would have to be in memory twice; those that are published, CLIP's transformers, have
 * next to nothing in their bf16 trunks.
 */
public final class EncoderLoader {
    private static final int MEGABYTE = 1_000_000;
    private static final int TRIAL_SIDE = 128;
    private static final long MOST_BYTES_TWICE = 256L << 20;
    static final double LEAST_COSINE = 0.95;

    private EncoderLoader() {}

    /**
     * An encoder of these weights by the precision path that suits this machine.
     *
     * @param file that messages point to
     * @param threads for one computation, at least 1
     */
    public static Encoder load(String name, Path file, Weights weights, int threads) throws IOException {
        Architecture architecture = Architecture.of(file, weights);
        requireRoom(file, architecture, memoryBytes());
        TensorflowEncoder fp32 = TensorflowEncoder.load(name, weights, architecture, false, threads);
        requireFinite(fp32, file);
        if (!Processor.here().hasBf16() || architecture.bytes() > MOST_BYTES_TWICE) {
            return fp32;
        }
        TensorflowEncoder bf16 = TensorflowEncoder.load(name, weights, architecture, true, threads);
        boolean right = isRight(bf16, fp32);
        (right ? fp32 : bf16).close();
        return right ? bf16 : fp32;
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

    /**
     * Any network as an encoder, in fp32; {@code layers} and {@code channels} are the names and channels of what its
     * author gives.
     */
    public static Encoder load(
            Encoder.Identity identity, List<String> layers, List<Integer> channels, NetworkAuthor network)
            throws IOException {
        return TensorflowEncoder.load(identity, layers, channels, network);
    }

    /** Of this machine or container, as the JVM knows it; without a bound where it does not. */
    private static long memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }

    static void requireRoom(Path file, Architecture architecture, long memoryBytes) throws BadWeights {
        if (architecture.bytes() > memoryBytes) {
            throw new BadWeights(
                    file,
                    "its weights alone need %d MB, and there are %d MB of memory"
                            .formatted(architecture.bytes() / MEGABYTE, memoryBytes / MEGABYTE));
        }
    }

    static void requireFinite(Encoder encoder, Path file) throws BadWeights {
        if (!Double.isFinite(trial(encoder, encoder).value())) {
            throw new BadWeights(file, "its features are not finite");
        }
    }

    /** Whether it has nearly the reference's slopes. */
    static boolean isRight(Encoder candidate, Encoder reference) {
        Encoder.Gradient tried = trial(candidate, reference);
        double cosine = cosine(trial(reference, reference).byPixel(), tried.byPixel());
        return Double.isFinite(tried.value()) && cosine >= LEAST_COSINE;
    }

    private static Encoder.Gradient trial(Encoder encoder, Encoder reference) {
        RgbImage other = noise(new Random(2));
        StageStatistics own = reference.statistics(noise(new Random(1)));
        double[] way = own.squaredDistance(reference.statistics(other));
        for (int l = 0; l < way.length; l++) {
            way[l] += 1e-6;
        }
        return encoder.slope(other, Aim.away(own), way, 0);
    }

    private static RgbImage noise(Random random) {
        float[] values = new float[3 * TRIAL_SIDE * TRIAL_SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new RgbImage(TRIAL_SIDE, TRIAL_SIDE, values);
    }

    /** Cosine of the angle between two gradients; not a number if one of them is zero or not finite. */
    public static double cosine(float[] a, float[] b) {
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
