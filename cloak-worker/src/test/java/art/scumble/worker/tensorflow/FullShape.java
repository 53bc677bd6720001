package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Opens an encoder of a directory as a worker does, makes a few steps of the search at 256 × 256, and prints what it was and
 * what that took; in a process of its own, whose heap the caller bounds.
 */
public final class FullShape {
    /** Of the picture, in pixels. */
    static final int SIDE = 256;

    private static final int STEPS = 3;

    private FullShape() {}

    /** Arguments: the directory, the encoder's name. */
    public static void main(String[] args) throws IOException {
        long begin = System.nanoTime();
        try (Encoder encoder = Encoders.open(new ModelShelf(Path.of(args[0])), args[1], 2)) {
            System.out.printf(Locale.ROOT, "loaded seconds=%.1f%n", seconds(begin));
            begin = System.nanoTime();
            StageStatistics own = encoder.statistics(noise(1));
            System.out.printf(Locale.ROOT, "statistics seconds=%.1f%n", seconds(begin));
            double[] way = own.squaredDistance(encoder.statistics(noise(2)));
            for (int step = 0; step < STEPS; step++) {
                begin = System.nanoTime();
                Encoder.Gradient gradient = encoder.slope(noise(3), Aim.away(own), way, 0);
                System.out.printf(Locale.ROOT, "step seconds=%.1f%n", seconds(begin));
                say(gradient);
            }
            System.out.println(
                    "precision=" + encoder.members().getFirst().identity().precision());
        }
        System.out.println("heap=" + Runtime.getRuntime().maxMemory());
        System.out.println("resident=" + kilobytes("VmHWM") * 1024);
    }

    private static void say(Encoder.Gradient gradient) {
        double sum = 0;
        for (float slope : gradient.byPixel()) {
            sum += (double) slope * slope;
        }
        System.out.printf(
                Locale.ROOT,
                "objective=%s gradient=%s pixels=%d%n",
                gradient.value(),
                Math.sqrt(sum),
                gradient.byPixel().length / 3);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static long kilobytes(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(key + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static RgbImage noise(int seed) {
        Random random = new Random(seed);
        float[] values = new float[3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new RgbImage(SIDE, SIDE, values);
    }
}
