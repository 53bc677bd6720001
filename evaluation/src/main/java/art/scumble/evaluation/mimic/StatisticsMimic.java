package art.scumble.evaluation.mimic;

import art.scumble.worker.cloaking.LinearMap;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import java.util.Random;

/**
 * Paints a content until a network sees a style's statistics in it: neural style transfer by optimisation (Gatys, Ecker,
 * Bethge 2016), with means and deviations for the style (Li et al. 2017, Demystifying neural style transfer). It begins at
 * the content in the style's colours, and moves a pyramid of images with Adam, each step through a random shift, since
 * pixels alone would become noise that fools the network and not a painting.
 */
public final class StatisticsMimic {
    private static final double RATE = 0.012;
    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.99;
    private static final double EPSILON = 1e-10;
    private static final int LARGEST_SHIFT = 15;

    private final Encoder network;
    private final double[] unit;
    private final int steps;

    /**
     * Paints by what this network sees.
     *
     * @param unit of each layer: the mean squared distance between two artworks
     */
    public StatisticsMimic(Encoder network, double[] unit, int steps) {
        this.network = network;
        this.unit = unit.clone();
        this.steps = steps;
    }

    /** Name of the network. */
    public String name() {
        return network.members().getFirst().identity().name();
    }

    /** What it learns from a picture. */
    public LearntStyle learn(RgbImage picture) {
        return new LearntStyle(network.statistics(picture), Colours.of(picture));
    }

    /** The content, {@link Contents#SIDE} pixels high and wide, in the style. */
    public RgbImage paint(RgbImage content, LearntStyle style) {
        Pyramid pyramid = new Pyramid(style.colours().on(content));
        Random random = new Random(1);
        for (int step = 1; step <= steps; step++) {
            RgbImage now = pyramid.image();
            int right = random.nextInt(LARGEST_SHIFT + 1);
            int down = random.nextInt(LARGEST_SHIFT + 1);
            float[] slope = network.slope(rolled(now, right, down), Aim.away(style.statistics()), unit, step - 1)
                    .byPixel();
            RgbImage back =
                    rolled(new RgbImage(now.width(), now.height(), slope), now.width() - right, now.height() - down);
            pyramid.descend(back, step, RATE * (1 - 0.8 * step / steps));
        }
        return pyramid.image();
    }

    /** Moved right and down, round the edges. */
    private static RgbImage rolled(RgbImage image, int right, int down) {
        float[] values = new float[image.values().length];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int to = (y + down) % image.height() * image.width() + (x + right) % image.width();
                System.arraycopy(image.values(), 3 * (y * image.width() + x), values, 3 * to, 3);
            }
        }
        return new RgbImage(image.width(), image.height(), values);
    }

    /** An image as the sum of images of ever smaller size, so that large patches move as easily as pixels. */
    private static final class Pyramid {
        private static final double[] RATES = {1, 1, 0.7, 0.5, 0.35, 0.25};

        private final int width;
        private final int height;
        private final float[][] values = new float[RATES.length][];
        private final double[][] first = new double[RATES.length][];
        private final double[][] second = new double[RATES.length][];

        Pyramid(RgbImage image) {
            width = image.width();
            height = image.height();
            for (int level = 0; level < RATES.length; level++) {
                int length = 3 * size(width, level) * size(height, level);
                values[level] = level == 0 ? image.values().clone() : new float[length];
                first[level] = new double[length];
                second[level] = new double[length];
            }
        }

        private static int size(int whole, int level) {
            return Math.max(1, whole >> level);
        }

        RgbImage image() {
            float[] sum = values[0].clone();
            for (int level = 1; level < RATES.length; level++) {
                RgbImage small = new RgbImage(size(width, level), size(height, level), values[level]);
                float[] large = LinearMap.of(small, enlarging(width, level), enlarging(height, level))
                        .values();
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += large[i];
                }
            }
            for (int i = 0; i < sum.length; i++) {
                sum[i] = Math.clamp(sum[i], 0f, 1f);
            }
            return new RgbImage(width, height, sum);
        }

        private static LinearMap enlarging(int whole, int level) {
            return LinearMap.resize(size(whole, level), whole);
        }

        void descend(RgbImage slope, int step, double rate) {
            double bias = Math.sqrt(1 - Math.pow(SECOND_DECAY, step)) / (1 - Math.pow(FIRST_DECAY, step));
            for (int level = 0; level < RATES.length; level++) {
                float[] own = level == 0
                        ? slope.values()
                        : LinearMap.of(
                                        slope,
                                        enlarging(width, level).transposed(),
                                        enlarging(height, level).transposed())
                                .values();
                for (int i = 0; i < own.length; i++) {
                    first[level][i] = FIRST_DECAY * first[level][i] + (1 - FIRST_DECAY) * own[i];
                    second[level][i] = SECOND_DECAY * second[level][i] + (1 - SECOND_DECAY) * own[i] * own[i];
                    values[level][i] -= (float)
                            (RATES[level] * rate * bias * first[level][i] / (Math.sqrt(second[level][i]) + EPSILON));
                }
            }
        }
    }
}
