package art.scumble.evaluation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import art.scumble.contract.Sha256;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.tensorflow.EncoderLoader;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A small model with a layer of each kind, against plain loops. */
class KerasModelTest {
    private static final List<String> WANTED = List.of("sum", "both", "small", "mean");
    private static final String PACKED =
            "!function(e){module.exports=e()}(function(){return x}({1:[function(e,a,n){a.exports=%s},{}]},{},[1])(1)});";

    private final Random random = new Random(2);
    private final StringBuilder weights = new StringBuilder();
    private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    private final KerasModel model = read();

    @Test
    void readsWhatWasPacked() {
        assertThat(model.layers())
                .extracting(KerasModel.Layer::name)
                .startsWith("in", "pad", "conv")
                .endsWith("mean");
        assertThat(model.layers().get(2).config().path("use_bias").asBoolean(true))
                .isFalse();
        assertThat(model.layers().get(2).config().path("trainable").asBoolean()).isTrue();
        assertThat(model.weight("conv/kernel").values()).hasSize(3 * 3 * 3 * 4);
        assertThat(model.weight("conv/kernel").values()[0])
                .isCloseTo((float) (-1 + 0.01 * (bytes.toByteArray()[0] & 0xFF)), within(1e-6f));
        assertThat(new KerasGraph(model, WANTED).channels()).containsExactly(4, 8, 8, 8);
        assertThatThrownBy(() -> model.weight("none")).hasMessageContaining("no weight none");
    }

    @Test
    void saysWhenAPackageIsOfAnotherForm() {
        assertThatThrownBy(() -> KerasModel.read("var a = 1", name -> ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not of the form that is known");
    }

    @Test
    void givesWhatPlainLoopsGive() throws IOException {
        // Given
        KerasGraph graph = new KerasGraph(model, WANTED);
        RgbImage image = image();
        try (Encoder encoder = EncoderLoader.load(
                new Encoder.Identity("tiny", Sha256.of(new byte[0]), "fp32", 1), WANTED, graph.channels(), graph)) {
            // When
            StageStatistics seen = encoder.statistics(image);
            // Then
            PlainKeras plain = new PlainKeras(model, image);
            for (StageStatistics.Layer layer : seen.layers()) {
                double[][] expected = plain.statistics(layer.name());
                for (int c = 0; c < layer.mean().length; c++) {
                    assertThat((double) layer.mean()[c]).as(layer.name()).isCloseTo(expected[0][c], within(1e-4));
                    assertThat((double) layer.deviation()[c]).as(layer.name()).isCloseTo(expected[1][c], within(1e-3));
                }
            }
        }
    }

    @Test
    void hasTheSlopeOfItsDistance() throws IOException {
        // Given
        KerasGraph graph = new KerasGraph(model, WANTED);
        RgbImage image = image();
        double[] way = {1, 1, 1, 1};
        try (Encoder encoder = EncoderLoader.load(
                new Encoder.Identity("tiny", Sha256.of(new byte[0]), "fp32", 1), WANTED, graph.channels(), graph)) {
            StageStatistics own = encoder.statistics(moved(image, 7, 0.2f));
            float[] slope = encoder.slope(image, Aim.away(own), way, 0).byPixel();
            double across = 0;
            double measured = 0;
            for (int at = 0; at < slope.length; at += 97) {
                // When
                double rise = encoder.slope(moved(image, at, 2e-3f), Aim.away(own), way, 0)
                                .value()
                        - encoder.slope(moved(image, at, -2e-3f), Aim.away(own), way, 0)
                                .value();
                across += slope[at] * slope[at];
                measured += slope[at] * rise / 4e-3;
            }
            // Then
            assertThat(measured / across).isCloseTo(1, within(0.05));
        }
    }

    private static RgbImage moved(RgbImage image, int at, float by) {
        float[] values = image.values().clone();
        values[at] += by;
        return new RgbImage(image.width(), image.height(), values);
    }

    private static RgbImage image() {
        Random random = new Random(5);
        float[] values = new float[3 * 19 * 17];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new RgbImage(19, 17, values);
    }

    private KerasModel read() {
        String layers = String.join(
                ",",
                layer("in", "InputLayer", "dtype:\"float32\""),
                layer("pad", "ZeroPadding2D", "padding:[[0,1],[0,1]]", "in"),
                layer("conv", "Conv2D", "filters:4,strides:[2,2],padding:\"valid\",trainable:!0,use_bias:!1", "pad"),
                layer("norm", "BatchNormalization", "epsilon:.001,scale:!0", "conv"),
                layer("relu", "ReLU", "max_value:6", "norm"),
                layer("deep", "DepthwiseConv2D", "strides:[1,1],padding:\"same\"", "relu"),
                layer("plain", "BatchNormalization", "epsilon:.001,scale:!1", "deep"),
                layer("sum", "Add", "trainable:!0", "plain", "relu"),
                layer("wide", "Conv2D", "filters:4,strides:[1,1],padding:\"same\"", "sum"),
                layer("active", "Activation", "activation:\"relu\"", "wide"),
                layer("both", "Concatenate", "axis:3", "sum", "active"),
                layer("small", "MaxPooling2D", "pool_size:[3,3],strides:[2,2],padding:\"valid\"", "both"),
                layer("mean", "AveragePooling2D", "pool_size:[3,3],strides:[1,1],padding:\"same\"", "small"));
        weight("conv/kernel", 3, 3, 3, 4);
        for (String name : List.of("norm/gamma", "norm/beta", "norm/moving_mean", "norm/moving_variance")) {
            weight(name, 4);
        }
        weight("deep/depthwise_kernel", 3, 3, 4, 1);
        for (String name : List.of("plain/beta", "plain/moving_mean", "plain/moving_variance")) {
            weight(name, 4);
        }
        weight("wide/kernel", 1, 3, 4, 4);
        String script = "{modelTopology:{model_config:{config:{layers:[" + layers
                + "]}}},weightsManifest:[{paths:[\"all\"],weights:[" + weights + "]}]}";
        String shard = "\"" + Base64.getEncoder().encodeToString(bytes.toByteArray()) + "\"";
        try {
            return KerasModel.read(PACKED.formatted(script), name -> PACKED.formatted(shard));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String layer(String name, String kind, String config, String... inputs) {
        StringBuilder nodes = new StringBuilder();
        for (String input : inputs) {
            nodes.append(nodes.isEmpty() ? "" : ",").append("[\"").append(input).append("\",0,0,{}]");
        }
        return "{name:\"" + name + "\",class_name:\"" + kind + "\",config:{" + config + "},inbound_nodes:["
                + (inputs.length == 0 ? "" : "[" + nodes + "]") + "]}";
    }

    private void weight(String name, int... shape) {
        int count = 1;
        StringBuilder sizes = new StringBuilder();
        for (int size : shape) {
            count *= size;
            sizes.append(sizes.isEmpty() ? "" : ",").append(size);
        }
        byte[] values = new byte[count];
        random.nextBytes(values);
        bytes.writeBytes(values);
        String least = name.endsWith("variance") ? "min:.5,scale:.01" : "min:-1,scale:.01";
        weights.append(weights.isEmpty() ? "" : ",")
                .append("{name:\"" + name + "\",shape:[" + sizes + "],dtype:\"float32\",quantization:{" + least
                        + ",dtype:\"uint8\"}}");
    }
}
