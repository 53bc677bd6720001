package art.scumble.worker.encoder;

import java.util.Random;

/** Pictures for tests that need some picture. */
public final class RandomImages {
    private RandomImages() {}

    /** Noise between .2 and .8, so that no value is at its limit. */
    public static RgbImage of(int width, int height, int seed) {
        Random random = new Random(seed);
        float[] values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.2f + 0.6f * random.nextFloat();
        }
        return new RgbImage(width, height, values);
    }
}
