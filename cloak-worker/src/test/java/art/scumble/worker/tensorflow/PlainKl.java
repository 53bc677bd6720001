package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An AutoencoderKL encoder as plain loops, after diffusers' definition of it. */
record PlainKl(Weights weights) implements PlainEncoder {
    private static final int GROUPS = 32;
    private static final double EPSILON = 1e-6;

    @Override
    public List<double[][]> statistics(RgbImage image) {
        PlainMap x = PlainMap.of(image, value -> 2 * value - 1).convolve(weights, "encoder.conv_in");
        List<double[][]> layers = new ArrayList<>();
        for (int stage = 0; weights.has("encoder.down_blocks." + stage + ".resnets.0.conv1.weight"); stage++) {
            String name = "encoder.down_blocks." + stage;
            for (int block = 0; weights.has(name + ".resnets." + block + ".conv1.weight"); block++) {
                x = residual(x, name + ".resnets." + block);
            }
            layers.add(x.statistics());
            if (weights.has(name + ".downsamplers.0.conv.weight")) {
                // One row below and one column at the right are added; a kernel of three then halves.
                x = x.convolve(weights, name + ".downsamplers.0.conv", 2, 0, x.height() / 2, x.width() / 2);
            }
        }
        x = residual(x, "encoder.mid_block.resnets.0");
        x = attention(x, "encoder.mid_block.attentions.0.");
        x = residual(x, "encoder.mid_block.resnets.1");
        x = x.normalise(weights, "encoder.conv_norm_out", GROUPS, EPSILON).each(PlainKl::swish);
        x = x.convolve(weights, "encoder.conv_out");
        if (weights.has("quant_conv.weight")) {
            x = x.convolve(weights, "quant_conv");
        }
        int half = x.values().length / 2;
        layers.add(new PlainMap(x.channels() / 2, x.height(), x.width(), Arrays.copyOf(x.values(), half)).statistics());
        return layers;
    }

    private PlainMap residual(PlainMap x, String name) {
        PlainMap y = x.normalise(weights, name + ".norm1", GROUPS, EPSILON).each(PlainKl::swish);
        y = y.convolve(weights, name + ".conv1");
        y = y.normalise(weights, name + ".norm2", GROUPS, EPSILON).each(PlainKl::swish);
        y = y.convolve(weights, name + ".conv2");
        return y.plus(weights.has(name + ".conv_shortcut.weight") ? x.convolve(weights, name + ".conv_shortcut") : x);
    }

    private static double swish(double value) {
        return value / (1 + Math.exp(-value));
    }

    private PlainMap attention(PlainMap x, String name) {
        PlainMap normal = x.normalise(weights, name + "group_norm", GROUPS, EPSILON);
        PlainMap query = linear(normal, name + "to_q");
        PlainMap key = linear(normal, name + "to_k");
        PlainMap value = linear(normal, name + "to_v");
        double[] seen = new double[x.values().length];
        for (int p = 0; p < x.area(); p++) {
            double[] share = new double[x.area()];
            double sum = 0;
            for (int q = 0; q < share.length; q++) {
                double likeness = 0;
                for (int c = 0; c < x.channels(); c++) {
                    likeness += query.values()[c * x.area() + p] * key.values()[c * x.area() + q];
                }
                share[q] = Math.exp(likeness / Math.sqrt(x.channels()));
                sum += share[q];
            }
            for (int q = 0; q < share.length; q++) {
                for (int c = 0; c < x.channels(); c++) {
                    seen[c * x.area() + p] += share[q] / sum * value.values()[c * x.area() + q];
                }
            }
        }
        return x.plus(linear(new PlainMap(x.channels(), x.height(), x.width(), seen), name + "to_out.0"));
    }

    private PlainMap linear(PlainMap x, String name) {
        float[] matrix = weights.tensor(name + ".weight").values();
        float[] bias = weights.tensor(name + ".bias").values();
        double[] result = new double[x.values().length];
        for (int i = 0; i < result.length; i++) {
            int o = i / x.area();
            result[i] = bias[o];
            for (int c = 0; c < x.channels(); c++) {
                result[i] += matrix[o * x.channels() + c] * x.values()[c * x.area() + i % x.area()];
            }
        }
        return new PlainMap(x.channels(), x.height(), x.width(), result);
    }
}
