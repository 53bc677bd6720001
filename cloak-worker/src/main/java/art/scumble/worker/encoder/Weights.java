package art.scumble.worker.encoder;

import art.scumble.contract.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tensors of a safetensors file, widened to 32-bit floats. The header is checked against the file before a tensor
 * is read.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public final class Weights {
    /**
     * One tensor.
     *
     * @param shape sizes of the dimensions, outermost first
     * @param values row by row
     */
    public record Tensor(List<Integer> shape, float[] values) {}

    private record Extent(String name, long begin, long end) {}

    private static final String INDEX = ".safetensors.index.json";
    private static final String TINY_PREFIX = "encoder.layers.";

    /** Parts of names: a published file may hold a whole model, of which the search needs the encoder alone. */
    private static final List<String> NOT_OF_AN_ENCODER =
            List.of("decoder.", "post_quant_conv.", "text_model.", "position_ids", "logit_scale");

    private static final long LARGEST_FILE = 1L << 30;
    private static final int LARGEST_HEADER = 16 << 20;
    private static final int LENGTH_BYTES = 8;

    private final Map<String, Tensor> tensors;
    private final Sha256 sha256;

    private Weights(Map<String, Tensor> tensors, Sha256 sha256) {
        this.tensors = tensors;
        this.sha256 = sha256;
    }

    /**
     * Reads a whole file, or all files of an index {@code *.safetensors.index.json}.
     *
     * @throws BadWeights with one sentence if the file is not what its header says
     */
    public static Weights read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new BadWeights(file, "it is larger than 1 GiB");
        }
        byte[] bytes = Files.readAllBytes(file);
        return file.toString().endsWith(INDEX) ? ofShards(file, bytes) : of(file, bytes);
    }

    /** The tensors of all files that an index names; they lie beside it. The hash is that of the files' hashes. */
    private static Weights ofShards(Path index, byte[] bytes) throws IOException {
        JsonNode places =
                header(index, new String(bytes, StandardCharsets.UTF_8)).path("weight_map");
        Set<String> files = new TreeSet<>();
        places.forEach(place -> files.add(place.asText()));
        if (files.isEmpty()) {
            throw new BadWeights(index, "it has no weight_map");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        StringBuilder hashes = new StringBuilder();
        for (String name : files) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw new BadWeights(index, "it names a file that is not beside it");
            }
            Path shard = index.resolveSibling(name);
            if (!Files.isRegularFile(shard)) {
                throw new BadWeights(index, "its part " + name + " is missing");
            }
            Weights part = read(shard);
            tensors.putAll(part.tensors);
            hashes.append(part.sha256.hex());
        }
        return new Weights(tensors, Sha256.of(hashes.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads what a file would hold; its name stands in messages only.
     *
     * @throws BadWeights with one sentence if it is not what its header says
     */
    public static Weights of(Path file, byte[] bytes) throws IOException {
        if (bytes.length < LENGTH_BYTES) {
            throw new BadWeights(file, "it is too short for a safetensors header");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long headerLength = buffer.getLong();
        if (headerLength < 2 || headerLength > LARGEST_HEADER || headerLength > bytes.length - LENGTH_BYTES) {
            throw new BadWeights(file, "its header claims " + headerLength + " bytes, which the file does not hold");
        }
        JsonNode header = header(file, new String(bytes, LENGTH_BYTES, (int) headerLength, StandardCharsets.UTF_8));
        int start = LENGTH_BYTES + (int) headerLength;
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<Extent> extents = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals("__metadata__")) {
                continue;
            }
            Extent extent = extent(file, entry.getKey(), entry.getValue(), bytes.length - start);
            extents.add(extent);
            if (NOT_OF_AN_ENCODER.stream().anyMatch(entry.getKey()::contains)) {
                continue;
            }
            ByteBuffer data = buffer.slice(start + (int) extent.begin(), (int) (extent.end() - extent.begin()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            tensors.put(plain(entry.getKey()), tensor(file, entry.getKey(), entry.getValue(), data));
        }
        rejectOverlaps(file, extents, bytes.length - start);
        return new Weights(tensors, Sha256.of(bytes));
    }

    /** The diffusers library writes a TAE's two halves into one file, with a prefix. */
    private static String plain(String name) {
        return name.startsWith(TINY_PREFIX) ? name.substring(TINY_PREFIX.length()) : name;
    }

    private static JsonNode header(Path file, String json) throws BadWeights {
        try {
            JsonNode header = new ObjectMapper().readTree(json);
            if (header != null && header.isObject()) {
                return header;
            }
        } catch (IOException e) {
            throw new BadWeights(file, "its header is not JSON");
        }
        throw new BadWeights(file, "its header is not a JSON object");
    }

    private static Extent extent(Path file, String name, JsonNode node, long available) throws BadWeights {
        JsonNode offsets = node.path("data_offsets");
        long begin = offsets.path(0).asLong(-1);
        long end = offsets.path(1).asLong(-1);
        if (begin < 0 || end < begin || end > available) {
            throw new BadWeights(file, "the data of tensor " + name + " lies outside of the file");
        }
        return new Extent(name, begin, end);
    }

    private static void rejectOverlaps(Path file, List<Extent> extents, long available) throws BadWeights {
        extents.sort(Comparator.comparingLong(Extent::begin).thenComparingLong(Extent::end));
        long end = 0;
        for (Extent extent : extents) {
            if (extent.begin() != end) {
                throw new BadWeights(file, "the data of tensor " + extent.name() + " overlaps or leaves a gap");
            }
            end = extent.end();
        }
        if (end != available) {
            throw new BadWeights(file, "it has bytes that belong to no tensor");
        }
    }

    private static Tensor tensor(Path file, String name, JsonNode node, ByteBuffer data) throws BadWeights {
        List<Integer> shape = new ArrayList<>();
        long count = 1;
        for (JsonNode size : node.path("shape")) {
            if (!size.canConvertToInt() || size.asInt() < 0) {
                throw new BadWeights(file, "tensor " + name + " has an impossible shape");
            }
            shape.add(size.asInt());
            count *= size.asInt();
            if (count > data.remaining()) {
                throw new BadWeights(file, "tensor " + name + " does not have as much data as its shape needs");
            }
        }
        String type = node.path("dtype").asText();
        int width = switch (type) {
            case "F32" -> 4;
            case "F16", "BF16" -> 2;
            default -> throw new BadWeights(file, "tensor " + name + " is of type " + type + ", not F16, BF16 or F32");
        };
        if (count * width != data.remaining()) {
            throw new BadWeights(file, "tensor " + name + " does not have as much data as its shape needs");
        }
        return new Tensor(List.copyOf(shape), floats(file, name, type, data, (int) count));
    }

    private static float[] floats(Path file, String name, String type, ByteBuffer data, int count) throws BadWeights {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case "F32" -> data.getFloat();
                case "F16" -> Float.float16ToFloat(data.getShort());
                default -> Float.intBitsToFloat(data.getShort() << 16);
            };
            if (!Float.isFinite(values[i])) {
                throw new BadWeights(file, "tensor " + name + " holds a value that is not finite");
            }
        }
        return values;
    }

    /** Whether there is a tensor of this name. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /**
     * A tensor by name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the weights have no tensor " + name);
        }
        return tensor;
    }

    /** The hash of the whole file. */
    public Sha256 sha256() {
        return sha256;
    }
}
