package art.scumble.worker.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the header of a safetensors file says, checked against the file: the tensors' data fill it, one behind the other.
 *
 * @param length of the header itself in bytes, with its own length
 * @param entries in the order of their data
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
record SafetensorsHeader(int length, List<Entry> entries) {
    /**
     * A tensor.
     *
     * @param description with its type and its shape, unchecked
     * @param begin of its data in the file
     * @param end of its data, which don't hold this byte
     */
    record Entry(String name, JsonNode description, long begin, long end) {}

    /** Of a header, or of an index, in bytes. */
    static final int LARGEST = 16 << 20;

    private static final int LENGTH_BYTES = 8;

    /**
     * Reads it; the file's name stands in messages only.
     *
     * @throws BadWeights with one sentence if the file is not what it says
     */
    static SafetensorsHeader read(Path file, WeightBytes bytes) throws IOException {
        if (bytes.size() < LENGTH_BYTES) {
            throw new BadWeights(file, "it is too short for a safetensors header");
        }
        long claimed = bytes.piece(0, LENGTH_BYTES).getLong();
        if (claimed < 2 || claimed > LARGEST || claimed > bytes.size() - LENGTH_BYTES) {
            throw new BadWeights(file, "its header claims " + claimed + " bytes, which the file does not hold");
        }
        ByteBuffer text = bytes.piece(LENGTH_BYTES, (int) claimed);
        JsonNode header = object(file, StandardCharsets.UTF_8.decode(text).toString());
        int start = LENGTH_BYTES + (int) claimed;
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> tensor : header.properties()) {
            if (!tensor.getKey().equals("__metadata__")) {
                entries.add(entry(file, tensor.getKey(), tensor.getValue(), start, bytes.size()));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        rejectOverlaps(file, entries, start, bytes.size());
        return new SafetensorsHeader(start, entries);
    }

    /** The JSON object that a text is. */
    static JsonNode object(Path file, String json) throws BadWeights {
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

    private static Entry entry(Path file, String name, JsonNode node, long start, long size) throws BadWeights {
        JsonNode offsets = node.path("data_offsets");
        long begin = offsets.path(0).asLong(-1);
        long end = offsets.path(1).asLong(-1);
        if (begin < 0 || end < begin || end > size - start) {
            throw new BadWeights(file, "the data of tensor " + name + " lies outside of the file");
        }
        return new Entry(name, node, start + begin, start + end);
    }

    private static void rejectOverlaps(Path file, List<Entry> entries, long start, long size) throws BadWeights {
        long end = start;
        for (Entry entry : entries) {
            if (entry.begin() != end) {
                throw new BadWeights(file, "the data of tensor " + entry.name() + " overlaps or leaves a gap");
            }
            end = entry.end();
        }
        if (end != size) {
            throw new BadWeights(file, "it has bytes that belong to no tensor");
        }
    }
}
