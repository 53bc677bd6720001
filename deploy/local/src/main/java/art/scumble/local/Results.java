package art.scumble.local;

import art.scumble.contract.Sha256;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder that results go to, under the pictures' own relative paths and names. Its report lists every file that
 * Scumble put there with its hash, and only a file that is listed and unchanged is ever written over.
 */
final class Results {
    static final String REPORT = "report.json";

    private static final String NOTE = "Feature-space figures are proxies: they are no proof against training.";

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final Path folder;
    private final Path parts;
    private final Map<String, String> ours = new TreeMap<>();

    private Results(Path folder) {
        this.folder = folder;
        this.parts = folder.resolve(".scumble-parts");
    }

    /** Checks that no result of these pictures would overwrite what isn't Scumble's. */
    static Results in(Path folder, Gallery gallery) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileSystemException e) {
            throw new Problem("The results can't go to " + folder + ": it is no folder that can be made.", e);
        }
        Results results = new Results(folder.toRealPath());
        results.readReport();
        for (Path picture : gallery.pictures()) {
            results.requireOurs(picture);
        }
        Files.createDirectories(results.parts);
        try (Stream<Path> leftOver = Files.list(results.parts)) {
            for (Path part : leftOver.toList()) {
                Files.delete(part);
            }
        }
        return results;
    }

    private void readReport() throws IOException {
        Path report = folder.resolve(REPORT);
        if (!Files.exists(report)) {
            return;
        }
        JsonNode files;
        try {
            files = json.readTree(report.toFile()).path("files");
        } catch (JacksonException e) {
            files = json.missingNode();
        }
        if (!files.isObject()) {
            throw new Problem(report + " is no report of Scumble's; choose another folder with --out.");
        }
        files.properties()
                .forEach(file -> ours.put(file.getKey(), file.getValue().asText()));
    }

    private void requireOurs(Path picture) throws IOException {
        Path target = folder.resolve(picture);
        if (Files.exists(target) && !hash(target).hex().equals(ours.get(Gallery.reference(picture)))) {
            throw new Problem(target + " is there already and is no result of Scumble's, or was changed since;"
                    + " choose another folder with --out.");
        }
    }

    Path folder() {
        return folder;
    }

    /** Where a result can be written before it is whole. */
    Path part(String artwork) {
        return parts.resolve(artwork);
    }

    /**
     * Puts whole results in their places. They are listed first, so that they are known as ours whatever happens; and
     * what they replace goes before that, as the list has only one hash for each file.
     */
    void accept(Map<Path, Path> partByPicture, List<JsonNode> artworks) throws IOException {
        for (Map.Entry<Path, Path> part : partByPicture.entrySet()) {
            Files.deleteIfExists(folder.resolve(part.getKey()));
            ours.put(Gallery.reference(part.getKey()), hash(part.getValue()).hex());
        }
        report(artworks);
        for (Map.Entry<Path, Path> part : partByPicture.entrySet()) {
            Path target = folder.resolve(part.getKey());
            Files.createDirectories(target.getParent());
            Files.move(part.getValue(), target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Writes the report, at once or not at all. */
    void report(List<JsonNode> artworks) throws IOException {
        ObjectNode report = json.createObjectNode();
        report.put("note", NOTE);
        report.set("summary", Summary.of(artworks).json());
        report.putArray("artworks").addAll(artworks);
        ObjectNode files = report.putObject("files");
        ours.forEach(files::put);
        Path draft = parts.resolve(REPORT);
        json.writeValue(draft.toFile(), report);
        Files.move(draft, folder.resolve(REPORT), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** To be called at the end: nothing is left but results and report. */
    void finish() throws IOException {
        Files.deleteIfExists(parts);
    }

    private static Sha256 hash(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Sha256.ofDigest(digest.digest());
    }
}
