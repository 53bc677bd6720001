package art.scumble.worker.artwork;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Compresses pixels for a PNG: each row by the filter with the smallest sum of absolute differences.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#9Filters">PNG, 9 and 12.7</a>
 */
final class PngFilter {
    private static final int FILTERS = 5;
    private static final int LEVEL = 6;

    private PngFilter() {}

    static byte[] compress(Pixels pixels) {
        int unit = pixels.model().samples();
        int length = pixels.width() * unit;
        byte[] above = new byte[length];
        byte[] row = new byte[length];
        byte[] out = new byte[1 << 16];
        int used = 0;
        byte[][] tried = new byte[FILTERS][length + 1];
        Deflater deflater = new Deflater(LEVEL);
        try {
            for (int y = 0; y <= pixels.height(); y++) {
                if (y == pixels.height()) {
                    deflater.finish();
                } else {
                    System.arraycopy(pixels.samples(), y * length, row, 0, length);
                    deflater.setInput(best(tried, row, above, unit));
                    System.arraycopy(row, 0, above, 0, length);
                }
                while (y == pixels.height() ? !deflater.finished() : !deflater.needsInput()) {
                    if (used == out.length) {
                        out = Arrays.copyOf(out, 2 * used);
                    }
                    used += deflater.deflate(out, used, out.length - used);
                }
            }
        } finally {
            deflater.end();
        }
        return Arrays.copyOf(out, used);
    }

    private static byte[] best(byte[][] tried, byte[] row, byte[] above, int unit) {
        long least = Long.MAX_VALUE;
        int best = 0;
        for (int filter = 0; filter < FILTERS; filter++) {
            long sum = apply(filter, tried[filter], row, above, unit);
            if (sum < least) {
                least = sum;
                best = filter;
            }
        }
        return tried[best];
    }

    private static long apply(int filter, byte[] out, byte[] row, byte[] above, int unit) {
        out[0] = (byte) filter;
        long sum = 0;
        for (int i = 0; i < row.length; i++) {
            int left = i < unit ? 0 : row[i - unit] & 0xFF;
            int up = above[i] & 0xFF;
            int corner = i < unit ? 0 : above[i - unit] & 0xFF;
            int predicted = switch (filter) {
                case 0 -> 0;
                case 1 -> left;
                case 2 -> up;
                case 3 -> (left + up) / 2;
                default -> paeth(left, up, corner);
            };
            out[i + 1] = (byte) (row[i] - predicted);
            sum += Math.abs(out[i + 1]);
        }
        return sum;
    }

    private static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toCorner = Math.abs(estimate - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }
}
