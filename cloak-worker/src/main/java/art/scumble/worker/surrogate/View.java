package art.scumble.worker.surrogate;

import art.scumble.worker.cloaking.JpegRoundTrip;
import art.scumble.worker.cloaking.LinearMap;
import art.scumble.worker.distillation.Crop;
import art.scumble.worker.encoder.RgbImage;
import java.awt.image.BufferedImage;
import java.util.Random;

/** What may be left of a picture, drawn by chance: a part of it at some scale, recoloured, blurred, saved, noisy. */
final class View {
    private static final double OFTEN = 0.3;

    private View() {}

    static RgbImage of(BufferedImage picture, int side, Random random) {
        return worn(Crop.of(picture, side, random), random);
    }

    /** A blur, a JPEG and noise, each in three of ten. */
    static RgbImage worn(RgbImage image, Random random) {
        RgbImage seen = image;
        if (random.nextDouble() < OFTEN) {
            double deviation = 0.4 + 0.8 * random.nextDouble();
            seen = LinearMap.of(
                    seen, LinearMap.blur(seen.width(), deviation), LinearMap.blur(seen.height(), deviation));
        }
        if (random.nextDouble() < OFTEN) {
            seen = JpegRoundTrip.of(seen, (float) (0.5 + 0.4 * random.nextDouble()));
        }
        return random.nextDouble() < OFTEN ? noisy(seen, (1 + 3 * random.nextDouble()) / 255, random) : seen;
    }

    private static RgbImage noisy(RgbImage image, double deviation, Random random) {
        float[] values = image.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp(values[i] + (float) (deviation * random.nextGaussian()), 0f, 1f);
        }
        return new RgbImage(image.width(), image.height(), values);
    }
}
