package art.scumble.evaluation.network;

import art.scumble.worker.tensorflow.NetworkAuthor;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Authors a Keras model's convolutional part, up to the last of the layers that are wanted. */
final class KerasGraph implements NetworkAuthor {
    private final KerasModel model;
    private final List<String> wanted;

    KerasGraph(KerasModel model, List<String> wanted) {
        this.model = model;
        this.wanted = List.copyOf(wanted);
    }

    /** Channels of the wanted layers, found by walking back to what made them. */
    List<Integer> channels() {
        Map<String, Integer> channels = new HashMap<>();
        for (KerasModel.Layer layer : model.layers()) {
            channels.put(
                    layer.name(),
                    switch (layer.kind()) {
                        case "InputLayer" -> 3;
                        case "Conv2D" -> layer.config().path("filters").asInt();
                        case "Concatenate" ->
                            layer.inputs().stream().mapToInt(channels::get).sum();
                        default -> channels.get(layer.inputs().getFirst());
                    });
        }
        return wanted.stream().map(channels::get).toList();
    }

    @Override
    public List<Operand<TFloat32>> layers(Ops tf, Operand<TFloat32> images) {
        Map<String, Operand<TFloat32>> made = new HashMap<>();
        for (KerasModel.Layer layer : model.layers()) {
            if (layer.kind().equals("InputLayer")) {
                made.put(layer.name(), images);
            } else {
                List<Operand<TFloat32>> inputs = new ArrayList<>();
                layer.inputs().forEach(name -> inputs.add(made.get(name)));
                made.put(layer.name(), make(tf, layer, inputs));
            }
            if (made.keySet().containsAll(wanted)) {
                break;
            }
        }
        return wanted.stream().map(made::get).toList();
    }

    private Operand<TFloat32> make(Ops tf, KerasModel.Layer layer, List<Operand<TFloat32>> inputs) {
        Operand<TFloat32> x = inputs.getFirst();
        JsonNode config = layer.config();
        return switch (layer.kind()) {
            case "ZeroPadding2D" -> padded(tf, x, config.path("padding"));
            case "Conv2D" -> tf.nn.conv2d(x, constant(tf, layer.name() + "/kernel"), strides(config), padding(config));
            case "DepthwiseConv2D" ->
                tf.nn.depthwiseConv2dNative(
                        x, constant(tf, layer.name() + "/depthwise_kernel"), strides(config), padding(config));
            case "BatchNormalization" -> normalised(tf, x, layer);
            case "ReLU" -> tf.nn.relu6(x);
            case "Activation" -> tf.nn.relu(x);
            case "Add" -> tf.math.addN(inputs);
            case "Concatenate" -> tf.concat(inputs, tf.constant(3));
            case "MaxPooling2D" ->
                tf.nn.maxPool(
                        x,
                        tf.constant(window(config, "pool_size")),
                        tf.constant(window(config, "strides")),
                        padding(config));
            case "AveragePooling2D" ->
                tf.nn.avgPool(x, longs(window(config, "pool_size")), strides(config), padding(config));
            default -> throw new IllegalArgumentException("there is no graph for a layer of kind " + layer.kind());
        };
    }

    private static Operand<TFloat32> padded(Ops tf, Operand<TFloat32> x, JsonNode sides) {
        int[][] padding = {
            {0, 0},
            {sides.path(0).path(0).asInt(), sides.path(0).path(1).asInt()},
            {sides.path(1).path(0).asInt(), sides.path(1).path(1).asInt()},
            {0, 0}
        };
        return tf.pad(x, tf.constant(padding), tf.constant(0f));
    }

    /** With the statistics of its training, as one scale and one bias for each channel. */
    private Operand<TFloat32> normalised(Ops tf, Operand<TFloat32> x, KerasModel.Layer layer) {
        float[] mean = model.weight(layer.name() + "/moving_mean").values();
        float[] variance = model.weight(layer.name() + "/moving_variance").values();
        float[] beta = model.weight(layer.name() + "/beta").values();
        float[] scale = new float[mean.length];
        float[] bias = new float[mean.length];
        double epsilon = layer.config().path("epsilon").asDouble();
        boolean scaled = layer.config().path("scale").asBoolean();
        for (int c = 0; c < mean.length; c++) {
            double gamma = scaled ? model.weight(layer.name() + "/gamma").values()[c] : 1;
            scale[c] = (float) (gamma / Math.sqrt(variance[c] + epsilon));
            bias[c] = beta[c] - mean[c] * scale[c];
        }
        return tf.math.add(tf.math.mul(x, tf.constant(scale)), tf.constant(bias));
    }

    private Operand<TFloat32> constant(Ops tf, String name) {
        KerasModel.Weight weight = model.weight(name);
        return tf.constant(Shape.of(weight.shape()), DataBuffers.of(weight.values()));
    }

    private static String padding(JsonNode config) {
        return config.path("padding").asText().toUpperCase(Locale.ROOT);
    }

    private static List<Long> strides(JsonNode config) {
        return longs(window(config, "strides"));
    }

    private static int[] window(JsonNode config, String name) {
        return new int[] {
            1, config.path(name).path(0).asInt(), config.path(name).path(1).asInt(), 1
        };
    }

    private static List<Long> longs(int[] window) {
        List<Long> longs = new ArrayList<>();
        for (int size : window) {
            longs.add((long) size);
        }
        return longs;
    }
}
