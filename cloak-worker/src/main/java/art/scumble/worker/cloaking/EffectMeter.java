package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;

/** Measures an effect at the working size, always from the decoded output and never from the search's own numbers. */
final class EffectMeter {
    private static final int SHIFT_X = 97;
    private static final int SHIFT_Y = 61;

    private final Encoder encoder;

    EffectMeter(Encoder encoder) {
        this.encoder = encoder;
    }

    /** The effect of the difference between two images of one size. */
    Effect measure(RgbImage source, RgbImage output, StageStatistics own, double[] way) {
        return new Effect(
                displacement(encoder.statistics(output), own, way),
                displacement(encoder.statistics(shifted(source, output)), own, way));
    }

    private static double displacement(StageStatistics statistics, StageStatistics own, double[] way) {
        double[] distance = own.squaredDistance(statistics);
        double logs = 0;
        for (int l = 0; l < way.length; l++) {
            logs += 0.5 * Math.log(distance[l] / way[l] + 1e-12);
        }
        return Math.exp(logs / way.length);
    }

    /** The source with the difference moved right and down, round the edges. */
    private static RgbImage shifted(RgbImage source, RgbImage output) {
        int width = source.width();
        int height = source.height();
        float[] values = source.values().clone();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = 3 * (y * width + x);
                int to = 3 * ((y + SHIFT_Y) % height * width + (x + SHIFT_X) % width);
                for (int c = 0; c < 3; c++) {
                    float difference = output.values()[from + c] - source.values()[from + c];
                    values[to + c] = Math.clamp(values[to + c] + difference, 0f, 1f);
                }
            }
        }
        return new RgbImage(width, height, values);
    }
}
