package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.Weights;
import java.util.function.DoubleUnaryOperator;

/**
 * Features as plain loops see them, in double precision and channel by channel: slow, and written without a look at the
 * graphs' code.
 */
record PlainMap(int channels, int height, int width, double[] values) {
    static PlainMap of(RgbImage image, DoubleUnaryOperator value) {
        double[] planes = new double[image.values().length];
        int pixels = image.width() * image.height();
        for (int i = 0; i < planes.length; i++) {
            planes[i % 3 * pixels + i / 3] = value.applyAsDouble(image.values()[i]);
        }
        return new PlainMap(3, image.height(), image.width(), planes);
    }

    double at(int c, int y, int x) {
        return y < 0 || x < 0 || y >= height || x >= width ? 0 : values[(c * height + y) * width + x];
    }

    int area() {
        return height * width;
    }

    /** The kernel's upper left corner lies {@code before} above and left of the first pixel. */
    PlainMap convolve(Weights weights, String name, int stride, int before, int newHeight, int newWidth) {
        Weights.Tensor kernel = weights.tensor(name + ".weight");
        int out = kernel.shape().get(0);
        int size = kernel.shape().get(2);
        double[] result = new double[out * newHeight * newWidth];
        for (int i = 0; i < result.length; i++) {
            int o = i / (newHeight * newWidth);
            int y = i / newWidth % newHeight * stride - before;
            int x = i % newWidth * stride - before;
            double sum =
                    weights.has(name + ".bias") ? weights.tensor(name + ".bias").values()[o] : 0;
            for (int k = 0; k < channels * size * size; k++) {
                int c = k / (size * size);
                sum += kernel.values()[o * channels * size * size + k] * at(c, y + k / size % size, x + k % size);
            }
            result[i] = sum;
        }
        return new PlainMap(out, newHeight, newWidth, result);
    }

    /** Stride 1, of the same size. */
    PlainMap convolve(Weights weights, String name) {
        return convolve(
                weights, name, 1, weights.tensor(name + ".weight").shape().get(2) / 2, height, width);
    }

    PlainMap normalise(Weights weights, String name, int groups, double epsilon) {
        int group = values.length / groups;
        double[] result = new double[values.length];
        for (int g = 0; g < groups; g++) {
            double[] moments = moments(g * group, group);
            for (int i = g * group; i < (g + 1) * group; i++) {
                int c = i / area();
                result[i] = (values[i] - moments[0])
                                / Math.sqrt(moments[1] + epsilon)
                                * weights.tensor(name + ".weight").values()[c]
                        + weights.tensor(name + ".bias").values()[c];
            }
        }
        return new PlainMap(channels, height, width, result);
    }

    PlainMap each(DoubleUnaryOperator function) {
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = function.applyAsDouble(result[i]);
        }
        return new PlainMap(channels, height, width, result);
    }

    PlainMap plus(PlainMap other) {
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] += other.values[i];
        }
        return new PlainMap(channels, height, width, result);
    }

    /** Mean of each channel, then deviation of each channel. */
    double[][] statistics() {
        double[][] statistics = new double[2][channels];
        for (int c = 0; c < channels; c++) {
            double[] moments = moments(c * area(), area());
            statistics[0][c] = moments[0];
            statistics[1][c] = Math.sqrt(moments[1] + 1e-6);
        }
        return statistics;
    }

    /** Mean and variance. */
    private double[] moments(int from, int count) {
        double sum = 0;
        double squares = 0;
        for (int i = from; i < from + count; i++) {
            sum += values[i];
            squares += values[i] * values[i];
        }
        double mean = sum / count;
        return new double[] {mean, squares / count - mean * mean};
    }
}
