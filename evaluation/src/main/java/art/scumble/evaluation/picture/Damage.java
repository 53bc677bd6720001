package art.scumble.evaluation.picture;

import art.scumble.worker.cloaking.JpegRoundTrip;
import art.scumble.worker.cloaking.LinearMap;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.tensorflow.Autoencoder;
import java.util.Locale;
import java.util.Random;

/** What happens to a picture before somebody trains on it. */
public enum Damage {
    PLAIN,
    JPEG75,
    HALF,
    BLUR,
    NOISE,
    AUTOENCODER,
    AUTOENCODER3;

    private static final float QUALITY = 0.75f;
    private static final double BLUR_DEVIATION = 0.8;
    private static final double NOISE_DEVIATION = 4.0 / 255;
    private static final int PURIFICATIONS = 3;

    /** In figures and options. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The damaged picture; the same picture is damaged in the same way each time. */
    public RgbImage of(RgbImage image, Autoencoder autoencoder) {
        return switch (this) {
            case PLAIN -> image;
            case JPEG75 -> JpegRoundTrip.of(image, QUALITY);
            case HALF ->
                LinearMap.of(
                        image,
                        LinearMap.resize(image.width(), Math.max(1, image.width() / 2)),
                        LinearMap.resize(image.height(), Math.max(1, image.height() / 2)));
            case BLUR ->
                LinearMap.of(
                        image,
                        LinearMap.blur(image.width(), BLUR_DEVIATION),
                        LinearMap.blur(image.height(), BLUR_DEVIATION));
            case NOISE -> noisy(image);
            case AUTOENCODER -> autoencoder.roundTrip(image);
            case AUTOENCODER3 -> purified(image, autoencoder);
        };
    }

    private static RgbImage purified(RgbImage image, Autoencoder autoencoder) {
        RgbImage purified = image;
        for (int i = 0; i < PURIFICATIONS; i++) {
            purified = autoencoder.roundTrip(purified);
        }
        return purified;
    }

    private static RgbImage noisy(RgbImage image) {
        Random random = new Random(1);
        float[] values = image.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp(values[i] + (float) (NOISE_DEVIATION * random.nextGaussian()), 0f, 1f);
        }
        return new RgbImage(image.width(), image.height(), values);
    }
}
