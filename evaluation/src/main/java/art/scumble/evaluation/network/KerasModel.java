package art.scumble.evaluation.network;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Keras model as TensorFlow.js keeps it: its layers in their order, and its weights, which are stored in eight bits
 * each with a scale and a least value.
 *
 * @param layers in an order in which each comes after those that it reads
 * @param weights by name, in TensorFlow's order of dimensions
 * @see <a href="https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts">the format</a>
 */
record KerasModel(List<Layer> layers, Map<String, Weight> weights) {
    /**
     * One layer.
     *
     * @param kind class in Keras
     * @param config its settings
     * @param inputs names of the layers that it reads
     */
    record Layer(String name, String kind, JsonNode config, List<String> inputs) {}

    /** One weight. */
    record Weight(long[] shape, float[] values) {}

    private static final Pattern EXPORTED =
            Pattern.compile("exports=([{\"].*)\\},\\{\\}\\]\\},\\{\\},\\[1\\]\\)", Pattern.DOTALL);
    private static final Pattern MINIFIED_BOOLEAN = Pattern.compile("([:,\\[])!([01])(?=[,}\\]])");
    private static final ObjectMapper SCRIPT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
            .build();

    /**
     * Reads a model that was packed as scripts.
     *
     * @param script with the layers and what the weights are
     * @param shard the script of a part of the weights, by its name
     */
    static KerasModel read(String script, Function<String, String> shard) throws IOException {
        JsonNode model = SCRIPT.readTree(exported(script));
        Map<String, Weight> weights = new HashMap<>();
        for (JsonNode group : model.path("weightsManifest")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (JsonNode path : group.path("paths")) {
                bytes.writeBytes(Base64.getDecoder()
                        .decode(SCRIPT.readTree(exported(shard.apply(path.asText())))
                                .asText()));
            }
            read(group.path("weights"), bytes.toByteArray(), weights);
        }
        List<Layer> layers = new ArrayList<>();
        for (JsonNode layer :
                model.path("modelTopology").path("model_config").path("config").path("layers")) {
            List<String> inputs = new ArrayList<>();
            layer.path("inbound_nodes")
                    .path(0)
                    .forEach(node -> inputs.add(node.path(0).asText()));
            layers.add(new Layer(
                    layer.path("name").asText(), layer.path("class_name").asText(), layer.path("config"), inputs));
        }
        return new KerasModel(layers, weights);
    }

    /** What the script exports, as JSON that the mapper takes. */
    private static String exported(String script) throws IOException {
        Matcher exported = EXPORTED.matcher(script);
        if (!exported.find()) {
            throw new IOException("A packed model is not of the form that is known.");
        }
        return MINIFIED_BOOLEAN
                .matcher(exported.group(1))
                .replaceAll(found -> found.group(1) + found.group(2).equals("0"));
    }

    private static void read(JsonNode descriptions, byte[] bytes, Map<String, Weight> weights) throws IOException {
        int at = 0;
        for (JsonNode description : descriptions) {
            JsonNode quantisation = description.path("quantization");
            if (!quantisation.path("dtype").asText().equals("uint8")) {
                throw new IOException("The weight " + description.path("name").asText() + " is not of eight bits.");
            }
            long[] shape = new long[description.path("shape").size()];
            int count = 1;
            for (int d = 0; d < shape.length; d++) {
                shape[d] = description.path("shape").path(d).asLong();
                count = Math.multiplyExact(count, Math.toIntExact(shape[d]));
            }
            double least = quantisation.path("min").asDouble();
            double scale = quantisation.path("scale").asDouble();
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (least + scale * (bytes[at + i] & 0xFF));
            }
            at += count;
            weights.put(description.path("name").asText(), new Weight(shape, values));
        }
    }

    Weight weight(String name) {
        Weight weight = weights.get(name);
        if (weight == null) {
            throw new IllegalArgumentException("the model has no weight " + name);
        }
        return weight;
    }
}
