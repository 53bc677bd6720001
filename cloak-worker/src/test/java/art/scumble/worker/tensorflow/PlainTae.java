package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
import java.util.ArrayList;
import java.util.List;

/** A TAE encoder as plain loops in double precision: slow, and written without a look at the graph's code. */
final class PlainTae {
    private record Map(int channels, int height, int width, double[] values) {
        double at(int c, int y, int x) {
            return y < 0 || x < 0 || y >= height || x >= width ? 0 : values[(c * height + y) * width + x];
        }
    }

    private final Weights weights;

    PlainTae(Weights weights) {
        this.weights = weights;
    }

    /** Mean of each channel, then deviation of each channel, for each of the four layers. */
    List<double[][]> statistics(RgbImage image) {
        double[] planes = new double[image.values().length];
        int pixels = image.width() * image.height();
        for (int i = 0; i < planes.length; i++) {
            planes[i % 3 * pixels + i / 3] = image.values()[i];
        }
        Map x = block(convolve(new Map(3, image.height(), image.width(), planes), "0", 1), 1);
        List<double[][]> layers = new ArrayList<>();
        for (int stage = 0; stage < 3; stage++) {
            x = convolve(x, Integer.toString(2 + 4 * stage), 2);
            for (int block = 3 + 4 * stage; block <= 5 + 4 * stage; block++) {
                x = block(x, block);
            }
            layers.add(statistics(x));
        }
        layers.add(statistics(convolve(x, "14", 1)));
        return layers;
    }

    private Map block(Map in, int index) {
        Map x = in;
        if (weights.has(index + ".pool.0.weight")) {
            Map wide = normalise(convolve(x, index + ".pool.0", 1), index + ".pool.1");
            x = add(x, convolve(relu(wide), index + ".pool.3", 1));
        }
        Map y = relu(convolve(x, index + ".conv.0", 1));
        y = relu(convolve(y, index + ".conv.2", 1));
        return relu(add(convolve(y, index + ".conv.4", 1), x));
    }

    private Map convolve(Map in, String name, int stride) {
        Weights.Tensor kernel = weights.tensor(name + ".weight");
        int out = kernel.shape().get(0);
        int size = kernel.shape().get(2);
        int height = (in.height - 1) / stride + 1;
        int width = (in.width - 1) / stride + 1;
        double[] values = new double[out * height * width];
        for (int i = 0; i < values.length; i++) {
            int o = i / (height * width);
            int y = i / width % height * stride - size / 2;
            int x = i % width * stride - size / 2;
            double sum =
                    weights.has(name + ".bias") ? weights.tensor(name + ".bias").values()[o] : 0;
            for (int k = 0; k < in.channels * size * size; k++) {
                int c = k / (size * size);
                sum += kernel.values()[o * in.channels * size * size + k] * in.at(c, y + k / size % size, x + k % size);
            }
            values[i] = sum;
        }
        return new Map(out, height, width, values);
    }

    private Map normalise(Map in, String name) {
        int group = in.values.length / TaeArchitecture.POOL_GROUPS;
        double[] values = new double[in.values.length];
        for (int g = 0; g < TaeArchitecture.POOL_GROUPS; g++) {
            double[] moments = moments(in.values, g * group, group);
            for (int i = g * group; i < (g + 1) * group; i++) {
                int c = i / (in.height * in.width);
                values[i] = (in.values[i] - moments[0])
                                / Math.sqrt(moments[1] + 1e-5)
                                * weights.tensor(name + ".weight").values()[c]
                        + weights.tensor(name + ".bias").values()[c];
            }
        }
        return new Map(in.channels, in.height, in.width, values);
    }

    private static Map relu(Map in) {
        double[] values = in.values.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, values[i]);
        }
        return new Map(in.channels, in.height, in.width, values);
    }

    private static Map add(Map a, Map b) {
        double[] values = a.values.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += b.values[i];
        }
        return new Map(a.channels, a.height, a.width, values);
    }

    private static double[][] statistics(Map map) {
        int area = map.height * map.width;
        double[][] statistics = new double[2][map.channels];
        for (int c = 0; c < map.channels; c++) {
            double[] moments = moments(map.values, c * area, area);
            statistics[0][c] = moments[0];
            statistics[1][c] = Math.sqrt(moments[1] + 1e-6);
        }
        return statistics;
    }

    /** Mean and variance. */
    private static double[] moments(double[] values, int from, int count) {
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
