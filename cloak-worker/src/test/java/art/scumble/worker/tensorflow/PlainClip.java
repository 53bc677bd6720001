package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.ClipArchitecture;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** CLIP's vision transformer as plain loops; for pictures of 224 × 224, which need no resizing. */
record PlainClip(Weights weights, ClipArchitecture architecture) implements PlainEncoder {
    private static final double[] MEAN = {0.4814547, 0.4578275, 0.4082107};
    private static final double[] DEVIATION = {0.2686295, 0.2613026, 0.2757771};

    @Override
    public List<double[][]> statistics(RgbImage image) {
        double[][] x = embedded(image);
        x = normalised(x, "vision_model.pre_layrnorm");
        List<double[][]> layers = new ArrayList<>();
        for (int block = 0; block < architecture.depth(); block++) {
            String name = "vision_model.encoder.layers." + block;
            x = sum(x, attention(normalised(x, name + ".layer_norm1"), name + ".self_attn."));
            double[][] inner = linear(normalised(x, name + ".layer_norm2"), name + ".mlp.fc1");
            x = sum(x, linear(each(inner, this::activated), name + ".mlp.fc2"));
            if (architecture.layers().contains("block-" + (block + 1))) {
                layers.add(statistics(x));
            }
        }
        return layers;
    }

    private double activated(double value) {
        return architecture.quick() ? value / (1 + Math.exp(-1.702 * value)) : value * normalDistribution(value);
    }

    /** By Simpson's rule. */
    private static double normalDistribution(double value) {
        int parts = 2000;
        double width = value / parts;
        double sum = 0;
        for (int i = 0; i <= parts; i++) {
            double weight = i == 0 || i == parts ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-0.5 * Math.pow(i * width, 2));
        }
        return 0.5 + sum * width / 3 / Math.sqrt(2 * Math.PI);
    }

    private double[][] embedded(RgbImage image) {
        int side = architecture.patch();
        int across = image.width() / side;
        float[] kernel =
                weights.tensor("vision_model.embeddings.patch_embedding.weight").values();
        float[] kind = weights.tensor("vision_model.embeddings.class_embedding").values();
        float[] place = weights.tensor("vision_model.embeddings.position_embedding.weight")
                .values();
        int width = kind.length;
        double[][] tokens = new double[1 + across * across][width];
        for (int t = 0; t < tokens.length; t++) {
            for (int o = 0; o < width; o++) {
                double sum = t == 0 ? kind[o] : 0;
                for (int k = 0; t > 0 && k < 3 * side * side; k++) {
                    int c = k / (side * side);
                    int y = (t - 1) / across * side + k / side % side;
                    int px = (t - 1) % across * side + k % side;
                    double value = (image.values()[3 * (y * image.width() + px) + c] - MEAN[c]) / DEVIATION[c];
                    sum += kernel[o * 3 * side * side + k] * value;
                }
                tokens[t][o] = sum + place[t * width + o];
            }
        }
        return tokens;
    }

    private double[][] normalised(double[][] x, String name) {
        float[] scale = weights.tensor(name + ".weight").values();
        float[] bias = weights.tensor(name + ".bias").values();
        double[][] result = new double[x.length][scale.length];
        for (int t = 0; t < x.length; t++) {
            double mean = 0;
            double squares = 0;
            for (double value : x[t]) {
                mean += value / scale.length;
                squares += value * value / scale.length;
            }
            for (int c = 0; c < scale.length; c++) {
                result[t][c] = (x[t][c] - mean) / Math.sqrt(squares - mean * mean + 1e-5) * scale[c] + bias[c];
            }
        }
        return result;
    }

    private double[][] attention(double[][] x, String name) {
        double[][] query = linear(x, name + "q_proj");
        double[][] key = linear(x, name + "k_proj");
        double[][] value = linear(x, name + "v_proj");
        int head = architecture.width() / architecture.heads();
        double[][] seen = new double[x.length][architecture.width()];
        for (int from = 0; from < architecture.width(); from += head) {
            for (int t = 0; t < x.length; t++) {
                double[] share = new double[x.length];
                double sum = 0;
                for (int u = 0; u < x.length; u++) {
                    double likeness = 0;
                    for (int c = from; c < from + head; c++) {
                        likeness += query[t][c] * key[u][c];
                    }
                    share[u] = Math.exp(likeness / Math.sqrt(head));
                    sum += share[u];
                }
                for (int u = 0; u < x.length; u++) {
                    for (int c = from; c < from + head; c++) {
                        seen[t][c] += share[u] / sum * value[u][c];
                    }
                }
            }
        }
        return linear(seen, name + "out_proj");
    }

    private double[][] linear(double[][] x, String name) {
        float[] matrix = weights.tensor(name + ".weight").values();
        float[] bias = weights.tensor(name + ".bias").values();
        double[][] result = new double[x.length][bias.length];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < bias.length; o++) {
                result[t][o] = bias[o];
                for (int c = 0; c < x[t].length; c++) {
                    result[t][o] += matrix[o * x[t].length + c] * x[t][c];
                }
            }
        }
        return result;
    }

    private static double[][] each(double[][] x, DoubleUnaryOperator function) {
        double[][] result = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            result[t] = x[t].clone();
            for (int c = 0; c < result[t].length; c++) {
                result[t][c] = function.applyAsDouble(result[t][c]);
            }
        }
        return result;
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] result = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int c = 0; c < a[t].length; c++) {
                result[t][c] = a[t][c] + b[t][c];
            }
        }
        return result;
    }

    private static double[][] statistics(double[][] x) {
        double[] values = new double[x.length * x[0].length];
        for (int t = 0; t < x.length; t++) {
            for (int c = 0; c < x[t].length; c++) {
                values[c * x.length + t] = x[t][c];
            }
        }
        return new PlainMap(x[0].length, 1, x.length, values).statistics();
    }
}
