package art.scumble.evaluation.mimic;

import art.scumble.worker.tensorflow.Latents;
import java.util.List;

/**
 * Mean and deviation of latents, by channel: a denoiser sees all channels with the same ones.
 *
 * @param mean by channel
 * @param deviation by channel
 */
record LatentUnits(double[] mean, double[] deviation) {
    private static final double LEAST = 1e-6;

    static LatentUnits of(List<Latents> all) {
        int channels = all.getFirst().channels();
        double[] mean = new double[channels];
        double[] squares = new double[channels];
        long places = 0;
        for (Latents latents : all) {
            places += (long) latents.height() * latents.width();
            for (int i = 0; i < latents.values().length; i++) {
                mean[i % channels] += latents.values()[i];
                squares[i % channels] += (double) latents.values()[i] * latents.values()[i];
            }
        }
        double[] deviation = new double[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] /= places;
            deviation[c] = Math.max(LEAST, Math.sqrt(Math.max(0, squares[c] / places - mean[c] * mean[c])));
        }
        return new LatentUnits(mean, deviation);
    }

    /** With means of 0 and deviations of 1. */
    Latents of(Latents latents) {
        float[] values = new float[latents.values().length];
        for (int i = 0; i < values.length; i++) {
            int c = i % mean.length;
            values[i] = (float) ((latents.values()[i] - mean[c]) / deviation[c]);
        }
        return new Latents(latents.height(), latents.width(), values);
    }

    /** Back again. */
    Latents back(Latents latents) {
        float[] values = new float[latents.values().length];
        for (int i = 0; i < values.length; i++) {
            int c = i % mean.length;
            values[i] = (float) (mean[c] + deviation[c] * latents.values()[i]);
        }
        return new Latents(latents.height(), latents.width(), values);
    }
}
