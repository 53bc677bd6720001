package art.scumble.worker.cloaking;

import java.util.stream.IntStream;

/**
 * SSIM of luma with an 11-tap Gaussian window of deviation 1.5 and valid borders.
 *
 * @see <a href="https://doi.org/10.1109/TIP.2003.819861">Wang, Bovik, Sheikh, Simoncelli: Image quality assessment</a>
 */
public final class StructuralSimilarity {
    private static final int TAPS = 11;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;
    private static final double[] WINDOW = window();

    /** To bound the time. */
    private static final int MOST_WINDOWS = 1_000_000;

    private StructuralSimilarity() {}

    private static double[] window() {
        double[] window = new double[TAPS];
        double sum = 0;
        for (int i = 0; i < TAPS; i++) {
            double distance = i - TAPS / 2;
            window[i] = Math.exp(-distance * distance / (2 * 1.5 * 1.5));
            sum += window[i];
        }
        for (int i = 0; i < TAPS; i++) {
            window[i] /= sum;
        }
        return window;
    }

    /**
     * Mean over the windows whose middle is visible, of two pictures of the same size, at least 11 × 11 pixels; 1 for
     * equal pictures. Of a large picture every so many rows of windows are taken.
     */
    public static double between(Picture a, Picture b) {
        int stride = (int) Math.ceilDiv((long) a.width() * a.height(), MOST_WINDOWS);
        int rows = Math.ceilDiv(a.height() - TAPS + 1, stride);
        double[][] byRow = new double[rows][];
        // Summed in the order of the rows, so that the figure doesn't hang on the threads.
        IntStream.range(0, rows).parallel().forEach(y -> byRow[y] = row(a, b, y * stride));
        double sum = 0;
        double windows = 0;
        for (double[] row : byRow) {
            sum += row[0];
            windows += row[1];
        }
        return windows == 0 ? 1 : sum / windows;
    }

    /** Sum and number of the windows whose first row is {@code top}. */
    private static double[] row(Picture a, Picture b, int top) {
        int width = a.width();
        double[][] moments = new double[5][width];
        for (int t = 0; t < TAPS; t++) {
            for (int x = 0; x < width; x++) {
                double p = a.luma((top + t) * width + x);
                double q = b.luma((top + t) * width + x);
                moments[0][x] += WINDOW[t] * p;
                moments[1][x] += WINDOW[t] * q;
                moments[2][x] += WINDOW[t] * p * p;
                moments[3][x] += WINDOW[t] * q * q;
                moments[4][x] += WINDOW[t] * p * q;
            }
        }
        double sum = 0;
        int windows = 0;
        for (int x = 0; x + TAPS <= width; x++) {
            if (a.isVisible((top + TAPS / 2) * width + x + TAPS / 2)) {
                sum += index(
                        at(moments[0], x), at(moments[1], x), at(moments[2], x), at(moments[3], x), at(moments[4], x));
                windows++;
            }
        }
        return new double[] {sum, windows};
    }

    private static double at(double[] moment, int left) {
        double sum = 0;
        for (int t = 0; t < TAPS; t++) {
            sum += WINDOW[t] * moment[left + t];
        }
        return sum;
    }

    private static double index(double p, double q, double pp, double qq, double pq) {
        double numerator = (2 * p * q + C1) * (2 * (pq - p * q) + C2);
        return numerator / ((p * p + q * q + C1) * (pp - p * p + qq - q * q + C2));
    }
}
