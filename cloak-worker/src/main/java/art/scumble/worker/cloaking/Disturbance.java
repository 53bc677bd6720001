package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What may happen to a picture before a model sees it, drawn anew for each step of the search: a shift, a smaller
 * size, a blur, a JPEG, noise. A cloak found through these does not hang on one pixel grid.
 */
final class Disturbance {
    private static final int LARGEST_SHIFT = 15;
    /** More often, and a copy at half size sees more of the cloak, and one at full size less. */
    private static final double SIZE_PROBABILITY = 0.4;

    private static final double SMALLEST_SIZE = 0.35;
    private static final int SHORTEST_SIDE = 48;

    /** One linear change and its way back for gradients. */
    private interface Change {
        RgbImage forward(RgbImage image);

        RgbImage backward(RgbImage gradient);
    }

    private final List<Change> changes = new ArrayList<>();
    private final double jpegQuality;
    private final double noise;
    private final SplittableRandom random;

    private Disturbance(double jpegQuality, double noise, SplittableRandom random) {
        this.jpegQuality = jpegQuality;
        this.noise = noise;
        this.random = random;
    }

    /** One draw, for an image of this size. */
    static Disturbance draw(SplittableRandom random, int width, int height) {
        int kind = random.nextInt(4);
        double jpeg = kind == 1 ? 0.6 + 0.3 * random.nextDouble() : 0;
        double noise = kind == 2 ? (1 + 2 * random.nextDouble()) / 255 : 0;
        Disturbance drawn = new Disturbance(jpeg, noise, random.split());
        int left = random.nextInt(Math.min(LARGEST_SHIFT, width / 8) + 1);
        int top = random.nextInt(Math.min(LARGEST_SHIFT, height / 8) + 1);
        drawn.changes.add(new Crop(left, top, width, height));
        int w = width - left;
        int h = height - top;
        if (kind == 3) {
            double deviation = 0.4 + 0.6 * random.nextDouble();
            drawn.changes.add(new Mapped(LinearMap.blur(w, deviation), LinearMap.blur(h, deviation)));
        }
        if (random.nextDouble() < SIZE_PROBABILITY) {
            double size = SMALLEST_SIZE + (1 - SMALLEST_SIZE) * random.nextDouble();
            int toW = Math.min(w, Math.max(SHORTEST_SIDE, (int) (w * size)));
            int toH = Math.min(h, Math.max(SHORTEST_SIDE, (int) (h * size)));
            drawn.changes.add(new Mapped(LinearMap.resize(w, toW), LinearMap.resize(h, toH)));
        }
        return drawn;
    }

    /** The image as a model may see it. */
    RgbImage apply(RgbImage image) {
        RgbImage seen = image;
        for (Change change : changes) {
            seen = change.forward(seen);
        }
        if (jpegQuality > 0) {
            seen = JpegRoundTrip.of(seen, (float) jpegQuality);
        }
        return noise > 0 ? withNoise(seen) : seen;
    }

    /** The gradient by the image, from the gradient by what was seen; straight through JPEG and noise. */
    RgbImage back(RgbImage gradient) {
        RgbImage back = gradient;
        for (Change change : changes.reversed()) {
            back = change.backward(back);
        }
        return back;
    }

    private RgbImage withNoise(RgbImage image) {
        float[] values = image.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp(values[i] + (float) (noise * random.nextGaussian()), 0f, 1f);
        }
        return new RgbImage(image.width(), image.height(), values);
    }

    private record Crop(int left, int top, int width, int height) implements Change {
        @Override
        public RgbImage forward(RgbImage image) {
            float[] values = new float[3 * (width - left) * (height - top)];
            copy(image.values(), values, true);
            return new RgbImage(width - left, height - top, values);
        }

        @Override
        public RgbImage backward(RgbImage gradient) {
            float[] values = new float[3 * width * height];
            copy(gradient.values(), values, false);
            return new RgbImage(width, height, values);
        }

        private void copy(float[] from, float[] to, boolean intoCrop) {
            int length = 3 * (width - left);
            for (int y = top; y < height; y++) {
                int whole = 3 * (y * width + left);
                int crop = (y - top) * length;
                System.arraycopy(from, intoCrop ? whole : crop, to, intoCrop ? crop : whole, length);
            }
        }
    }

    private record Mapped(LinearMap across, LinearMap down) implements Change {
        @Override
        public RgbImage forward(RgbImage image) {
            return LinearMap.of(image, across, down);
        }

        @Override
        public RgbImage backward(RgbImage gradient) {
            return LinearMap.of(gradient, across.transposed(), down.transposed());
        }
    }
}
