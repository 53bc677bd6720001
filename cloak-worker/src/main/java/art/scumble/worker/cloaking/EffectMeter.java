package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;

/** Measures an effect at the working size, always from the decoded output and never from the search's own numbers. */
final class EffectMeter {
    private final Encoder encoder;

    EffectMeter(Encoder encoder) {
        this.encoder = encoder;
    }

    /** The effect of the difference between two images of one size. */
    Effect measure(RgbImage source, RgbImage output, StageStatistics own, StageStatistics assigned, double[] way) {
        StageStatistics seen = encoder.statistics(output);
        StageStatistics control = encoder.statistics(ShiftedControl.of(source, output));
        return new Effect(relative(seen, own, way), relative(control, own, way), 1 - relative(seen, assigned, way));
    }

    /** Geometric mean over layers of the distance between two styles, as a fraction of the way. */
    private static double relative(StageStatistics a, StageStatistics b, double[] way) {
        double[] distance = a.squaredDistance(b);
        double logs = 0;
        for (int l = 0; l < way.length; l++) {
            logs += 0.5 * Math.log(distance[l] / way[l] + 1e-12);
        }
        return Math.exp(logs / way.length);
    }
}
