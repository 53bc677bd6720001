package art.scumble.worker.distillation;

import art.scumble.worker.encoder.RgbImage;
import java.awt.image.BufferedImage;
import java.util.Random;

/** A square out of a picture at a scale, place, turn and colour drawn by chance. */
final class Crop {
    private static final double LEAST_REDUCTION = 0.75;
    private static final double MOST_REDUCTION = 6;

    private Crop() {}

    /** One draw. */
    static RgbImage of(BufferedImage picture, int side, Random random) {
        double largest = Math.min(picture.getWidth(), picture.getHeight()) / (double) side;
        double low = Math.min(LEAST_REDUCTION, largest);
        double high = Math.clamp(largest, low, MOST_REDUCTION);
        double reduction = low * Math.pow(high / low, random.nextDouble());
        double left = random.nextDouble() * (picture.getWidth() - reduction * side);
        double top = random.nextDouble() * (picture.getHeight() - reduction * side);
        float[] values = sampled(picture, side, left, top, reduction, random.nextInt(8));
        recolour(values, random);
        return new RgbImage(side, side, values);
    }

    /** Means over the squares of the picture that become pixels; {@code turn} is one of a square's eight symmetries. */
    private static float[] sampled(
            BufferedImage picture, int side, double left, double top, double reduction, int turn) {
        // Only what is looked at: of a large picture a crop is a small part.
        int column = (int) Math.max(0, left);
        int line = (int) Math.max(0, top);
        int columns = (int) Math.min(picture.getWidth() - column, Math.ceil(reduction * side) + 1);
        int lines = (int) Math.min(picture.getHeight() - line, Math.ceil(reduction * side) + 1);
        int[] pixels = picture.getRGB(column, line, columns, lines, null, 0, columns);
        int samples = (int) Math.ceil(reduction);
        float[] values = new float[3 * side * side];
        for (int i = 0; i < side * side; i++) {
            int x = (turn & 1) == 0 ? i % side : side - 1 - i % side;
            int y = (turn & 2) == 0 ? i / side : side - 1 - i / side;
            double u = left + reduction * ((turn & 4) == 0 ? x : y);
            double v = top + reduction * ((turn & 4) == 0 ? y : x);
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int s = 0; s < samples * samples; s++) {
                int px = (int) Math.min(picture.getWidth() - 1.0, u + reduction * (s % samples + 0.5) / samples);
                int row = s / samples;
                int py = (int) Math.min(picture.getHeight() - 1.0, v + reduction * (row + 0.5) / samples);
                int pixel = pixels[(py - line) * columns + px - column];
                red += pixel >> 16 & 0xFF;
                green += pixel >> 8 & 0xFF;
                blue += pixel & 0xFF;
            }
            float unit = 255f * samples * samples;
            values[3 * i] = red / unit;
            values[3 * i + 1] = green / unit;
            values[3 * i + 2] = blue / unit;
        }
        return values;
    }

    /** One in two keeps its colours; the others are brighter or darker, harder or softer, tinted, swapped or grey. */
    private static void recolour(float[] values, Random random) {
        if (random.nextBoolean()) {
            return;
        }
        double contrast = 0.6 + 0.8 * random.nextDouble();
        double brightness = 0.3 * (random.nextDouble() - 0.5);
        double grey = random.nextInt(6) == 0 ? 1 : 0.5 * random.nextDouble() * random.nextDouble();
        boolean swapped = random.nextInt(4) == 0;
        double[] tint = {1 + 0.2 * random.nextGaussian() / 2, 1, 1 + 0.2 * random.nextGaussian() / 2};
        for (int i = 0; i < values.length; i += 3) {
            double red = swapped ? values[i + 2] : values[i];
            double blue = swapped ? values[i] : values[i + 2];
            double mean = (red + values[i + 1] + blue) / 3;
            double[] colour = {red, values[i + 1], blue};
            for (int c = 0; c < 3; c++) {
                double value = tint[c] * (grey * mean + (1 - grey) * colour[c]);
                values[i + c] = (float) Math.clamp(0.5 + contrast * (value - 0.5) + brightness, 0, 1);
            }
        }
    }
}
