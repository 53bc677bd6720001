package art.scumble.worker.cloaking;

import art.scumble.contract.Intensity;

/**
 * How far each pixel's luma may move, in levels of 255: as far as its surroundings deviate, up to the intensity's
 * limit, and not at all where they are flat, since people see a change least where much is going on. Near and wider
 * surroundings both have to: beside an edge a sky is still flat. Nor does a pixel go much beyond the limit that nineteen
 * in twenty have to keep: the few that did would have all others toned down.
 *
 * @param levels a limit for each pixel, at least 0
 */
public record VisibilityBudget(float[] levels) {
    /** Below this a limit counts as nothing: quantisation would make specks of it. */
    private static final double LEAST_LEVELS = 1.5;

    private static final int WIDER_RADIUS = 4;
    private static final int NEAR_RADIUS = 2;
    /** Small squares deviate less than large ones in the same texture. */
    private static final double NEAR_WEIGHT = 1.2;

    /**
     * What an intensity allows.
     *
     * @param mostLevels that a pixel may move by, and about {@code p95DeltaE} at most, as a grey of its luma would
     * @param share of the picture's own texture, by size and direction, that a change may have
     * @param meanDeltaE limit on the mean CIEDE2000 difference
     * @param p95DeltaE limit on its 95th percentile
     * @param leastSsim limit on the structural similarity of luma
     * @param mostContrast limit on the {@link ContrastDifference}, in levels
     */
    public record Limits(
            double mostLevels,
            double share,
            double meanDeltaE,
            double p95DeltaE,
            double leastSsim,
            double mostContrast) {
        /** What an intensity stands for. */
        public static Limits of(Intensity intensity) {
            return switch (intensity) {
                case LOW -> new Limits(8, 0.6, 1.2, 2.5, 0.975, 2.0);
                case MEDIUM -> new Limits(16, 1, 2.0, 4.0, 0.95, 3.2);
                case HIGH -> new Limits(24, 1.5, 3.0, 6.0, 0.9, 4.5);
            };
        }
    }

    /** The budget of a picture at its own size; {@code scale} is its size over the size that the search runs at. */
    static VisibilityBudget of(Picture picture, Limits limits, double scale) {
        float[] deviation = localDeviation(picture, (int) Math.round(WIDER_RADIUS * scale));
        float[] near = localDeviation(picture, (int) Math.round(NEAR_RADIUS * scale));
        for (int i = 0; i < deviation.length; i++) {
            double most =
                    Math.min(limits.mostLevels(), limits.p95DeltaE() / ColourDifference.ofALevel(picture.luma(i)));
            double level = Math.min(most, Math.min(deviation[i], NEAR_WEIGHT * near[i]));
            deviation[i] = level < LEAST_LEVELS || !picture.isVisible(i) ? 0 : (float) level;
        }
        return new VisibilityBudget(deviation);
    }

    /** Running sums of a band of rows, column by column, over visible pixels: what is hidden must not show. */
    private record Band(double[] count, double[] sum, double[] squares) {
        void addRow(Picture picture, int y, int sign) {
            for (int x = 0; x < sum.length; x++) {
                int pixel = y * sum.length + x;
                if (picture.isVisible(pixel)) {
                    double luma = picture.luma(pixel);
                    count[x] += sign;
                    sum[x] += sign * luma;
                    squares[x] += sign * luma * luma;
                }
            }
        }
    }

    /** Standard deviation of luma in a square of 2·radius + 1 pixels around each pixel. */
    private static float[] localDeviation(Picture picture, int radius) {
        int width = picture.width();
        int height = picture.height();
        Band band = new Band(new double[width], new double[width], new double[width]);
        float[] deviation = new float[width * height];
        int top = 0;
        int bottom = 0;
        for (int y = 0; y < height; y++) {
            for (; bottom < Math.min(height, y + radius + 1); bottom++) {
                band.addRow(picture, bottom, 1);
            }
            for (; top < Math.max(0, y - radius); top++) {
                band.addRow(picture, top, -1);
            }
            slide(band, radius, deviation, y * width);
        }
        return deviation;
    }

    private static void slide(Band band, int radius, float[] out, int offset) {
        double n = 0;
        double s = 0;
        double q = 0;
        int left = 0;
        int right = 0;
        int width = band.sum.length;
        for (int x = 0; x < width; x++) {
            for (; right < Math.min(width, x + radius + 1); right++) {
                n += band.count[right];
                s += band.sum[right];
                q += band.squares[right];
            }
            for (; left < Math.max(0, x - radius); left++) {
                n -= band.count[left];
                s -= band.sum[left];
                q -= band.squares[left];
            }
            double mean = n == 0 ? 0 : s / n;
            out[offset + x] = n == 0 ? 0 : (float) Math.sqrt(Math.max(0, q / n - mean * mean));
        }
    }
}
