package art.scumble.evaluation.network;

import art.scumble.worker.encoder.RgbImage;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A Keras model in plain loops and double precision, written from the layers' definitions. */
final class PlainKeras {
    private record Plane(int height, int width, int channels, double[] values) {
        static Plane empty(int height, int width, int channels) {
            return new Plane(height, width, channels, new double[height * width * channels]);
        }

        double at(int y, int x, int c) {
            return values[(y * width + x) * channels + c];
        }

        boolean has(int y, int x) {
            return y >= 0 && y < height && x >= 0 && x < width;
        }

        void set(int y, int x, int c, double value) {
            values[(y * width + x) * channels + c] = value;
        }
    }

    /** What is made of a window whose upper left corner is given. */
    private interface Window {
        double of(int top, int left, int channel);
    }

    private final KerasModel model;
    private final Map<String, Plane> made = new HashMap<>();

    PlainKeras(KerasModel model, RgbImage image) {
        this.model = model;
        for (KerasModel.Layer layer : model.layers()) {
            List<Plane> inputs = layer.inputs().stream().map(this::plane).toList();
            made.put(layer.name(), layer.kind().equals("InputLayer") ? of(image) : make(layer, inputs));
        }
    }

    private Plane plane(String name) {
        return Objects.requireNonNull(made.get(name));
    }

    /** Means and deviations by channel. */
    double[][] statistics(String name) {
        Plane plane = plane(name);
        double[] mean = new double[plane.channels];
        double[] deviation = new double[plane.channels];
        int pixels = plane.width * plane.height;
        for (int i = 0; i < plane.values.length; i++) {
            mean[i % plane.channels] += plane.values[i] / pixels;
        }
        for (int i = 0; i < plane.values.length; i++) {
            double off = plane.values[i] - mean[i % plane.channels];
            deviation[i % plane.channels] += off * off / pixels;
        }
        for (int c = 0; c < deviation.length; c++) {
            deviation[c] = Math.sqrt(deviation[c] + 1e-6);
        }
        return new double[][] {mean, deviation};
    }

    private static Plane of(RgbImage image) {
        double[] values = new double[image.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = image.values()[i];
        }
        return new Plane(image.height(), image.width(), 3, values);
    }

    private Plane make(KerasModel.Layer layer, List<Plane> inputs) {
        Plane x = inputs.getFirst();
        return switch (layer.kind()) {
            case "ZeroPadding2D" -> padded(x);
            case "Conv2D" -> convolved(layer, x);
            case "DepthwiseConv2D" -> convolvedByChannel(layer, x);
            case "BatchNormalization" -> normalised(layer, x);
            case "ReLU" -> mapped(x, value -> Math.min(6, Math.max(0, value)));
            case "Activation" -> mapped(x, value -> Math.max(0, value));
            case "Add" -> sum(x, inputs.get(1));
            case "Concatenate" -> joined(x, inputs.get(1));
            case "MaxPooling2D" -> pooled(layer.config(), x, true);
            case "AveragePooling2D" -> pooled(layer.config(), x, false);
            default -> throw new IllegalArgumentException(layer.kind());
        };
    }

    private static Plane padded(Plane x) {
        Plane out = Plane.empty(x.height + 1, x.width + 1, x.channels);
        for (int i = 0; i < x.values.length; i++) {
            int pixel = i / x.channels;
            out.set(pixel / x.width, pixel % x.width, i % x.channels, x.values[i]);
        }
        return out;
    }

    private static Plane mapped(Plane x, java.util.function.DoubleUnaryOperator map) {
        return new Plane(
                x.height, x.width, x.channels, Arrays.stream(x.values).map(map).toArray());
    }

    private static Plane sum(Plane a, Plane b) {
        double[] values = a.values.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += b.values[i];
        }
        return new Plane(a.height, a.width, a.channels, values);
    }

    private static Plane joined(Plane a, Plane b) {
        Plane out = Plane.empty(a.height, a.width, a.channels + b.channels);
        for (int y = 0; y < a.height; y++) {
            for (int x = 0; x < a.width; x++) {
                for (int c = 0; c < out.channels; c++) {
                    out.set(y, x, c, c < a.channels ? a.at(y, x, c) : b.at(y, x, c - a.channels));
                }
            }
        }
        return out;
    }

    private Plane normalised(KerasModel.Layer layer, Plane x) {
        float[] mean = model.weight(layer.name() + "/moving_mean").values();
        float[] variance = model.weight(layer.name() + "/moving_variance").values();
        float[] beta = model.weight(layer.name() + "/beta").values();
        boolean scaled = layer.config().path("scale").asBoolean();
        double[] values = x.values.clone();
        for (int i = 0; i < values.length; i++) {
            int c = i % x.channels;
            double gamma = scaled ? model.weight(layer.name() + "/gamma").values()[c] : 1;
            values[i] = gamma * (values[i] - mean[c]) / Math.sqrt(variance[c] + 0.001) + beta[c];
        }
        return new Plane(x.height, x.width, x.channels, values);
    }

    private Plane convolved(KerasModel.Layer layer, Plane x) {
        KerasModel.Weight kernel = model.weight(layer.name() + "/kernel");
        int rows = (int) kernel.shape()[0];
        int columns = (int) kernel.shape()[1];
        int out = (int) kernel.shape()[3];
        return slid(layer.config(), x, rows, columns, out, (top, left, channel) -> {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    for (int c = 0; c < x.channels && x.has(top + i, left + j); c++) {
                        sum += x.at(top + i, left + j, c)
                                * kernel.values()[((i * columns + j) * x.channels + c) * out + channel];
                    }
                }
            }
            return sum;
        });
    }

    private Plane convolvedByChannel(KerasModel.Layer layer, Plane x) {
        float[] kernel = model.weight(layer.name() + "/depthwise_kernel").values();
        return slid(layer.config(), x, 3, 3, x.channels, (top, left, channel) -> {
            double sum = 0;
            for (int i = 0; i < 9; i++) {
                if (x.has(top + i / 3, left + i % 3)) {
                    sum += x.at(top + i / 3, left + i % 3, channel) * kernel[i * x.channels + channel];
                }
            }
            return sum;
        });
    }

    private static Plane pooled(JsonNode config, Plane x, boolean most) {
        int side = config.path("pool_size").path(0).asInt();
        return slid(config, x, side, side, x.channels, (top, left, channel) -> {
            double best = Double.NEGATIVE_INFINITY;
            double sum = 0;
            int count = 0;
            for (int i = 0; i < side * side; i++) {
                if (x.has(top + i / side, left + i % side)) {
                    double value = x.at(top + i / side, left + i % side, channel);
                    best = Math.max(best, value);
                    sum += value;
                    count++;
                }
            }
            return most ? best : sum / count;
        });
    }

    private static Plane slid(JsonNode config, Plane x, int rows, int columns, int channels, Window window) {
        int stride = config.path("strides").path(0).asInt();
        boolean same = config.path("padding").asText().equals("same");
        int height = same ? Math.ceilDiv(x.height, stride) : (x.height - rows) / stride + 1;
        int width = same ? Math.ceilDiv(x.width, stride) : (x.width - columns) / stride + 1;
        int above = same ? Math.max(0, (height - 1) * stride + rows - x.height) / 2 : 0;
        int before = same ? Math.max(0, (width - 1) * stride + columns - x.width) / 2 : 0;
        Plane out = Plane.empty(height, width, channels);
        for (int i = 0; i < height * width * channels; i++) {
            int y = i / channels / width;
            int at = i / channels % width;
            out.set(y, at, i % channels, window.of(y * stride - above, at * stride - before, i % channels));
        }
        return out;
    }
}
