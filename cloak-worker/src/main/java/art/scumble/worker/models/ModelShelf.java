package art.scumble.worker.models;

import art.scumble.contract.Sha256;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.BadWeights;
import art.scumble.worker.encoder.Weights;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The encoders of a model directory and those that are built in. A file {@code NAME_encoder.safetensors} is the encoder
 * NAME; what was added or pulled has its hash on record, and is not used with another.
 */
public final class ModelShelf {
    /** A student of a wide encoder, which is built in. */
    public static final String FAITHFUL = "scumble-s";

    /** Another, which is built in as well: it gives what the wide one does even where a picture is under attack. */
    public static final String ROBUST = "scumble-r";

    private static final String SUFFIX = "_encoder.safetensors";
    private static final String DECODER = "_decoder.safetensors";
    private static final String RECORDS = "models.json";
    private static final String UNKNOWN = "unknown";

    private final Path directory;
    private final ObjectMapper json = new ObjectMapper();

    /** A shelf over a directory, which need not exist. */
    public ModelShelf(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** The shelf of SCUMBLE_MODELS, or of the user's own directory. */
    public static ModelShelf configured() {
        String directory = System.getenv("SCUMBLE_MODELS");
        return new ModelShelf(
                directory == null || directory.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "share", "scumble", "models")
                        : Path.of(directory));
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    /** Names of the encoders in the directory, sorted. */
    public List<String> here() throws IOException {
        return named(SUFFIX);
    }

    /** Names of the decoders in the directory, sorted: a file {@code NAME_decoder.safetensors} is the decoder NAME. */
    public List<String> decoders() throws IOException {
        return named(DECODER);
    }

    /** The file of a decoder, there or not. */
    public Path decoder(String name) {
        return directory.resolve(name + DECODER);
    }

    private List<String> named(String suffix) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(suffix))
                    .map(file -> file.substring(0, file.length() - suffix.length()))
                    .sorted()
                    .toList();
        }
    }

    /** What is built in, here, or to be had from its publisher. */
    public List<Model> all() throws IOException {
        List<Model> models = new ArrayList<>();
        Set<String> here = new HashSet<>(here());
        for (KnownModel known : KnownModel.all()) {
            if (!here.contains(known.name())) {
                models.add(known.model(known.url().isEmpty() ? Model.Place.BUILT_IN : Model.Place.UPSTREAM));
            }
        }
        JsonNode records = records();
        for (String name : here()) {
            models.add(model(name, records.path(name)));
        }
        return models;
    }

    private Model model(String name, JsonNode noted) throws IOException {
        Path file = file(name);
        Weights weights = Weights.read(file);
        Optional<KnownModel> known = KnownModel.all().stream()
                .filter(one -> one.sha256().equals(weights.sha256().hex()))
                .findFirst();
        return new Model(
                name,
                Architecture.of(file, weights).family(),
                noted.path("latents").asText(known.map(KnownModel::latents).orElse(UNKNOWN)),
                noted.path("licence").asText(known.map(KnownModel::licence).orElse(UNKNOWN)),
                Files.size(file),
                weights.sha256().hex(),
                Model.Place.HERE);
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }

    /**
     * The weights of an encoder by name: the directory's, or those that are built in.
     *
     * @throws IOException with one sentence if there are none, or if they are not those on record
     */
    public Weights weights(String name) throws IOException {
        if (here().contains(name)) {
            Weights weights = Weights.read(file(name));
            String noted = records().path(name).path("sha256").asText();
            if (!noted.isEmpty() && !noted.equals(weights.sha256().hex())) {
                throw new BadWeights(
                        file(name), "its sha256 is " + weights.sha256().hex() + " and " + noted + " is on record");
            }
            return weights;
        }
        try (InputStream in = ModelShelf.class.getResourceAsStream(resource(name))) {
            if (!isBuiltIn(name) || in == null) {
                throw new IOException("There is no encoder " + name + " in " + directory.toAbsolutePath()
                        + "; './scumble models' lists what there is.");
            }
            return Weights.of(Path.of(name), in.readAllBytes());
        }
    }

    /** Where an encoder that is built in lies, beside this class. */
    public static String resource(String name) {
        return "/models/" + name + SUFFIX;
    }

    private static boolean isBuiltIn(String name) {
        return KnownModel.named(name).filter(known -> known.url().isEmpty()).isPresent();
    }

    /** Where messages about an encoder point to. */
    public Path place(String name) throws IOException {
        return here().contains(name) ? file(name) : Path.of(name);
    }

    /**
     * Copies a file into the directory as an encoder, if it is one, and puts its hash on record.
     *
     * @param expected hash that it must have; empty if any will do
     * @throws IOException with one sentence if it is none; then nothing is changed
     */
    public Model add(Path source, String name, String latents, String licence, Optional<String> expected)
            throws IOException {
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new IOException("An encoder's name is of lower-case letters, digits and . _ - (at most 64).");
        }
        if (!source.toString().endsWith(".safetensors")) {
            throw new IOException(source + " is no .safetensors file.");
        }
        Weights weights = Weights.read(source);
        Architecture architecture = Architecture.of(source, weights);
        Sha256 sha256 = weights.sha256();
        if (expected.isPresent() && !expected.get().equals(sha256.hex())) {
            throw new BadWeights(source, "its sha256 is " + sha256.hex() + " and not " + expected.get());
        }
        Files.createDirectories(directory);
        Path part = directory.resolve(name + ".part");
        Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
        // The hash first: a file without its record would be taken on trust.
        note(name, sha256, latents, licence);
        Files.move(part, file(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return new Model(
                name, architecture.family(), latents, licence, Files.size(file(name)), sha256.hex(), Model.Place.HERE);
    }

    private void note(String name, Sha256 sha256, String latents, String licence) throws IOException {
        ObjectNode all = records();
        all.putObject(name).put("sha256", sha256.hex()).put("latents", latents).put("licence", licence);
        Path part = directory.resolve(RECORDS + ".part");
        Files.writeString(part, json.writerWithDefaultPrettyPrinter().writeValueAsString(all));
        Files.move(
                part, directory.resolve(RECORDS), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private ObjectNode records() throws IOException {
        Path file = directory.resolve(RECORDS);
        if (!Files.exists(file)) {
            return json.createObjectNode();
        }
        if (json.readTree(file.toFile()) instanceof ObjectNode records) {
            return records;
        }
        throw new IOException(file + " is not what './scumble models' writes; mend or remove it.");
    }

    /** The name that a file suggests: without its ending, in lower case. */
    public static String suggested(Path file) {
        String name =
                file.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("(_encoder)?\\.safetensors$", "");
        return name.replaceAll("[^a-z0-9._-]", "-");
    }
}
