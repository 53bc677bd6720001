package art.scumble.worker.cloaking;

import java.util.Arrays;
import java.util.Random;

/** Pictures for tests. */
final class Paintings {
    private Paintings() {}

    static Picture flat(int width, int height, int level) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) level);
        return Picture.opaque(width, height, rgb);
    }

    /** Waves and grain in colour; its left quarter is flat. */
    static Picture procedural(int width, int height, long seed) {
        Random random = new Random(seed);
        double tilt = random.nextDouble() * 6;
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            double wave = 60 * Math.sin(0.3 * x + tilt * y / 20 + i % 3) + 12 * random.nextGaussian();
            rgb[i] = (byte) (x < width / 4 ? 128 : Math.clamp((int) (128 + wave), 0, 255));
        }
        return Picture.opaque(width, height, rgb);
    }
}
