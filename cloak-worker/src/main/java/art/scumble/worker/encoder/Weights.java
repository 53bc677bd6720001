package art.scumble.worker.encoder;

import art.scumble.contract.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tensors of a safetensors file, widened to 32-bit floats. The header is checked against the file before a tensor is
 * read. A large file stays on disk, and has to stay the same for as long as its tensors are wanted: it is read once to be
 * hashed and checked, and again tensor by tensor.
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

    private static final String INDEX = ".safetensors.index.json";
    private static final String TINY_PREFIX = "encoder.layers.";

    /** Parts of names: a published file may hold a whole model, of which the search needs the encoder alone. */
    private static final List<String> NOT_OF_AN_ENCODER =
            List.of("decoder.", "post_quant_conv.", "text_model.", "position_ids", "logit_scale");

    private static final long LARGEST_FILE = 8L << 30;
    private static final long MOST_IN_MEMORY = 64L << 20;

    private final Map<String, StoredTensor> tensors;
    private final Sha256 sha256;

    private Weights(Map<String, StoredTensor> tensors, Sha256 sha256) {
        this.tensors = tensors;
        this.sha256 = sha256;
    }

    /**
     * Reads a whole file, or all files of an index {@code *.safetensors.index.json}.
     *
     * @throws BadWeights with one sentence if the file is not what its header says
     */
    public static Weights read(Path file) throws IOException {
        return read(file, MOST_IN_MEMORY);
    }

    /** Likewise, with files of more bytes than these left on disk. */
    static Weights read(Path file, long mostInMemory) throws IOException {
        long size = Files.size(file);
        if (file.toString().endsWith(INDEX)) {
            if (size > SafetensorsHeader.LARGEST) {
                throw new BadWeights(file, "it is larger than 16 MiB");
            }
            return ofShards(file, Files.readString(file), mostInMemory);
        }
        if (size > LARGEST_FILE) {
            throw new BadWeights(file, "it is larger than 8 GiB");
        }
        return size > mostInMemory ? of(file, new WeightBytes.OnDisk(file, size)) : of(file, Files.readAllBytes(file));
    }

    /** The tensors of all files that an index names; they lie beside it. The hash is that of the files' hashes. */
    private static Weights ofShards(Path index, String json, long mostInMemory) throws IOException {
        JsonNode places = SafetensorsHeader.object(index, json).path("weight_map");
        Set<String> files = new TreeSet<>();
        places.forEach(place -> files.add(place.asText()));
        if (files.isEmpty()) {
            throw new BadWeights(index, "it has no weight_map");
        }
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        StringBuilder hashes = new StringBuilder();
        for (String name : files) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || name.endsWith(INDEX)) {
                throw new BadWeights(index, "it names a file that is not beside it");
            }
            Path shard = index.resolveSibling(name);
            if (!Files.isRegularFile(shard)) {
                throw new BadWeights(index, "its part " + name + " is missing");
            }
            Weights part = read(shard, mostInMemory);
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
        return of(file, new WeightBytes.InMemory(bytes));
    }

    private static Weights of(Path file, WeightBytes bytes) throws IOException {
        SafetensorsHeader header = SafetensorsHeader.read(file, bytes);
        MessageDigest digest = Sha256.digest();
        digest.update(bytes.piece(0, header.length()));
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : header.entries()) {
            if (NOT_OF_AN_ENCODER.stream().anyMatch(entry.name()::contains)) {
                StoredTensor.skip(bytes, entry, digest);
            } else {
                tensors.put(plain(entry.name()), StoredTensor.checked(file, bytes, entry, digest));
            }
        }
        return new Weights(tensors, Sha256.ofDigest(digest.digest()));
    }

    /** The diffusers library writes a TAE's two halves into one file, with a prefix. */
    private static String plain(String name) {
        return name.startsWith(TINY_PREFIX) ? name.substring(TINY_PREFIX.length()) : name;
    }

    /** Whether there is a tensor of this name. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /**
     * The shape of a tensor by name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public List<Integer> shape(String name) {
        return stored(name).shape();
    }

    /**
     * A tensor by name, in memory of its own.
     *
     * @throws IllegalArgumentException if there is none
     * @throws UncheckedIOException of a {@link BadWeights}, say, if the file has changed
     */
    public Tensor tensor(String name) {
        StoredTensor stored = stored(name);
        try {
            return new Tensor(stored.shape(), stored.values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoredTensor stored(String name) {
        StoredTensor tensor = tensors.get(name);
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
