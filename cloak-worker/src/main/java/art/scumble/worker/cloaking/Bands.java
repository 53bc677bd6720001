package art.scumble.worker.cloaking;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Parts a plane of pixels by size and direction, with undecimated spline wavelets: of each of {@value #SIZES} sizes what
 * changes across, what changes down and what changes both ways, all of the plane's own size. With the rest, which is
 * coarser than all of them, they add up to the plane.
 *
 * @param width of the planes, in pixels
 * @param height of the planes, in pixels
 * @see <a href="https://doi.org/10.1109/TIP.2006.887733">Starck, Fadili, Murtagh: The undecimated wavelet
 *     decomposition</a>
 */
record Bands(int width, int height) {
    /** The largest has waves of about 32 pixels. */
    static final int SIZES = 4;
    /** Bands of a size, in the order: across, down, diagonal. */
    static final int DIRECTIONS = 3;

    private static final float MIDDLE = 6 / 16f;
    private static final float NEXT = 4 / 16f;
    private static final float LAST = 1 / 16f;

    /** All bands, the smallest size first; the rest is not among them. */
    List<float[]> of(float[] plane) {
        List<float[]> bands = new ArrayList<>();
        float[] coarse = plane;
        for (int size = 0; size < SIZES; size++) {
            float[] smoothAcross = across(coarse, 1 << size);
            float[] smooth = down(smoothAcross, 1 << size);
            float[] sharpAcross = difference(coarse, smoothAcross);
            float[] sharpAcrossOnly = down(sharpAcross, 1 << size);
            bands.add(sharpAcrossOnly);
            bands.add(difference(smoothAcross, smooth));
            bands.add(difference(sharpAcross, sharpAcrossOnly));
            coarse = smooth;
        }
        return bands;
    }

    /** The plane as the spline sees it whose five taps are {@code step} pixels from one another, both ways. */
    float[] smooth(float[] plane, int step) {
        return down(across(plane, step), step);
    }

    private float[] across(float[] plane, int step) {
        float[] out = new float[plane.length];
        int[][] taps = taps(width, step);
        IntStream.range(0, height).parallel().forEach(y -> {
            int row = y * width;
            for (int x = 0; x < width; x++) {
                out[row + x] = MIDDLE * plane[row + x]
                        + NEXT * (plane[row + taps[1][x]] + plane[row + taps[2][x]])
                        + LAST * (plane[row + taps[0][x]] + plane[row + taps[3][x]]);
            }
        });
        return out;
    }

    private float[] down(float[] plane, int step) {
        float[] out = new float[plane.length];
        int[][] taps = taps(height, step);
        IntStream.range(0, height).parallel().forEach(y -> {
            int row = y * width;
            int above = taps[0][y] * width;
            int justAbove = taps[1][y] * width;
            int justBelow = taps[2][y] * width;
            int below = taps[3][y] * width;
            for (int x = 0; x < width; x++) {
                out[row + x] = MIDDLE * plane[row + x]
                        + NEXT * (plane[justAbove + x] + plane[justBelow + x])
                        + LAST * (plane[above + x] + plane[below + x]);
            }
        });
        return out;
    }

    /** Where the four outer taps lie for each place, mirrored at the edges. */
    private static int[][] taps(int length, int step) {
        int[] offsets = {-2 * step, -step, step, 2 * step};
        int[][] taps = new int[offsets.length][length];
        for (int tap = 0; tap < offsets.length; tap++) {
            for (int i = 0; i < length; i++) {
                int place = Math.abs(i + offsets[tap]);
                taps[tap][i] = Math.clamp(place < length ? place : 2L * length - 2 - place, 0, length - 1);
            }
        }
        return taps;
    }

    private static float[] difference(float[] a, float[] b) {
        float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }
}
