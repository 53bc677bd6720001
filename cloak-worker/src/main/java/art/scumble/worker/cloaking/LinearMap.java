package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.RgbImage;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A linear map along one axis, from {@code from} samples to {@code to}: a resize or a blur. Applied to rows and to
 * columns it maps pictures; its transpose takes gradients back.
 */
public final class LinearMap {
    private final int from;
    private final int to;
    private final int[] start;
    private final float[][] weight;

    private LinearMap(int from, int to) {
        this.from = from;
        this.to = to;
        this.start = new int[to];
        this.weight = new float[to][];
    }

    /** Resizes with a triangle filter, widened when it reduces. */
    public static LinearMap resize(int from, int to) {
        LinearMap map = new LinearMap(from, to);
        double scale = (double) from / to;
        double support = Math.max(1, scale);
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale - 0.5;
            int first = Math.max(0, (int) Math.ceil(centre - support));
            int last = Math.min(from - 1, (int) Math.floor(centre + support));
            float[] row = new float[last - first + 1];
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) Math.max(0, 1 - Math.abs(first + j - centre) / support);
            }
            map.set(i, first, row);
        }
        return map;
    }

    /** Blurs with a Gaussian of this standard deviation in pixels, seven taps. */
    public static LinearMap blur(int size, double deviation) {
        LinearMap map = new LinearMap(size, size);
        int radius = 3;
        for (int i = 0; i < size; i++) {
            int first = Math.max(0, i - radius);
            int last = Math.min(size - 1, i + radius);
            float[] row = new float[last - first + 1];
            for (int j = 0; j < row.length; j++) {
                double distance = first + j - i;
                row[j] = (float) Math.exp(-distance * distance / (2 * deviation * deviation));
            }
            map.set(i, first, row);
        }
        return map;
    }

    private void set(int i, int first, float[] row) {
        float sum = 0;
        for (float value : row) {
            sum += value;
        }
        if (sum == 0) {
            // Only where a single sample sits exactly at the edge of the filter's support.
            row[row.length / 2] = 1;
            sum = 1;
        }
        for (int j = 0; j < row.length; j++) {
            row[j] /= sum;
        }
        start[i] = first;
        weight[i] = row;
    }

    /** An image with its rows mapped by one map and its columns by another. */
    public static RgbImage of(RgbImage image, LinearMap across, LinearMap down) {
        float[] rows = across.alongRows(image.values(), image.height(), 3);
        return new RgbImage(across.to, down.to, down.alongColumns(rows, 3 * across.to));
    }

    /** Maps each row of an image of {@code height} rows and {@code channels} channels. */
    float[] alongRows(float[] image, int height, int channels) {
        float[] out = new float[height * to * channels];
        IntStream.range(0, height).parallel().forEach(y -> {
            for (int i = 0; i < to; i++) {
                int target = (y * to + i) * channels;
                for (int k = 0; k < weight[i].length; k++) {
                    int source = (y * from + start[i] + k) * channels;
                    for (int c = 0; c < channels; c++) {
                        out[target + c] += weight[i][k] * image[source + c];
                    }
                }
            }
        });
        return out;
    }

    /** Maps each column of an image whose rows are {@code rowLength} values long. */
    float[] alongColumns(float[] image, int rowLength) {
        float[] out = new float[to * rowLength];
        IntStream.range(0, to).parallel().forEach(i -> {
            for (int k = 0; k < weight[i].length; k++) {
                int source = (start[i] + k) * rowLength;
                for (int x = 0; x < rowLength; x++) {
                    out[i * rowLength + x] += weight[i][k] * image[source + x];
                }
            }
        });
        return out;
    }

    /** The transposed map: takes gradients from the outputs back to the inputs. */
    public LinearMap transposed() {
        int[] first = new int[from];
        int[] last = new int[from];
        Arrays.fill(first, Integer.MAX_VALUE);
        Arrays.fill(last, -1);
        for (int i = 0; i < to; i++) {
            for (int k = 0; k < weight[i].length; k++) {
                int j = start[i] + k;
                first[j] = Math.min(first[j], i);
                last[j] = Math.max(last[j], i);
            }
        }
        LinearMap map = new LinearMap(to, from);
        for (int j = 0; j < from; j++) {
            map.start[j] = last[j] < 0 ? 0 : first[j];
            map.weight[j] = new float[last[j] < 0 ? 0 : last[j] - first[j] + 1];
        }
        for (int i = 0; i < to; i++) {
            for (int k = 0; k < weight[i].length; k++) {
                int j = start[i] + k;
                map.weight[j][i - map.start[j]] = weight[i][k];
            }
        }
        return map;
    }
}
