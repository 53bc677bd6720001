package art.scumble.evaluation.mimic;

import art.scumble.worker.encoder.RgbImage;

/**
 * Mean and deviation of a picture's red, green and blue.
 *
 * @param mean by colour, in [0, 1]
 * @param deviation by colour
 */
public record Colours(double[] mean, double[] deviation) {
    static Colours of(RgbImage picture) {
        double[] mean = new double[3];
        double[] deviation = new double[3];
        int pixels = picture.width() * picture.height();
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            double squares = 0;
            for (int i = c; i < picture.values().length; i += 3) {
                sum += picture.values()[i];
                squares += picture.values()[i] * picture.values()[i];
            }
            mean[c] = sum / pixels;
            deviation[c] = Math.sqrt(Math.max(0, squares / pixels - mean[c] * mean[c]));
        }
        return new Colours(mean, deviation);
    }

    /** The content with these means and deviations. */
    RgbImage on(RgbImage content) {
        Colours own = of(content);
        float[] values = content.values().clone();
        for (int i = 0; i < values.length; i++) {
            int c = i % 3;
            double unit = (values[i] - own.mean[c]) / Math.max(1e-6, own.deviation[c]);
            values[i] = (float) Math.clamp(mean[c] + deviation[c] * unit, 0, 1);
        }
        return new RgbImage(content.width(), content.height(), values);
    }
}
