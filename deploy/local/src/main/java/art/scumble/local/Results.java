package art.scumble.local;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder that results go to, under the pictures' own relative paths and names. It belongs to one gallery, and to
 * one run at a time. Its report names the gallery and lists every file that Scumble put there with its hash, and only a
 * file that is listed and unchanged is ever written over.
 */
final class Results implements AutoCloseable {
    static final String REPORT = "report.json";

    /** It stays: one that is deleted can be locked twice, by who opened it before and by who makes it anew. */
    static final String LOCK = ".scumble-lock";

    private static final String NOTE = "Feature-space figures are proxies: they are no proof against training.";

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final Path folder;
    private final Path parts;
    private final FileLock lock;
    private final Gallery gallery;
    private final Map<String, String> ours = new TreeMap<>();

    private Results(Path folder, FileLock lock, Gallery gallery) {
        this.folder = folder;
        this.parts = folder.resolve(".scumble-parts");
        this.lock = lock;
        this.gallery = gallery;
    }

    /** Takes the folder for this run, and checks that no result would overwrite what isn't this gallery's. */
    static Results in(Path folder, Gallery gallery) throws IOException {
        Results results;
        try {
            Path real = Files.createDirectories(folder).toRealPath();
            results = new Results(real, lock(real), gallery);
        } catch (FileSystemException e) {
            throw new Problem("The results can't go to " + folder + ": it is no folder that can be made or used.", e);
        }
        try {
            results.prepare();
            return results;
        } catch (IOException | RuntimeException e) {
            results.close();
            throw e;
        }
    }

    private static FileLock lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = Installation.tryLock(channel, false);
        if (lock == null) {
            channel.close();
            throw new Problem("Another protect is putting its results into " + folder
                    + "; wait for it, or choose another folder with --out.");
        }
        return lock;
    }

    private void prepare() throws IOException {
        readReport();
        for (Path picture : gallery.pictures()) {
            requireOurs(picture);
        }
        Files.createDirectories(parts);
        try (Stream<Path> leftOver = Files.list(parts)) {
            for (Path part : leftOver.toList()) {
                Files.delete(part);
            }
        }
    }

    private void readReport() throws IOException {
        Path file = folder.resolve(REPORT);
        if (!Files.exists(file)) {
            return;
        }
        JsonNode report;
        try {
            report = json.readTree(file.toFile());
        } catch (JacksonException e) {
            report = json.missingNode();
        }
        if (!report.path("files").isObject()) {
            throw new Problem(file + " is no report of Scumble's; choose another folder with --out.");
        }
        String owner = report.path("gallery").asText(gallery.folder().toString());
        if (!owner.equals(gallery.folder().toString())) {
            throw new Problem(folder + " has the results of " + owner + "; choose another folder with --out.");
        }
        report.path("files")
                .properties()
                .forEach(entry -> ours.put(entry.getKey(), entry.getValue().asText()));
    }

    private void requireOurs(Path picture) throws IOException {
        Path target = folder.resolve(picture);
        if (Files.exists(target) && !FileHash.of(target).hex().equals(ours.get(Gallery.reference(picture)))) {
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
            ours.put(
                    Gallery.reference(part.getKey()),
                    FileHash.of(part.getValue()).hex());
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
        report.put("gallery", gallery.folder().toString());
        report.set("summary", Summary.of(artworks).json());
        report.putArray("artworks").addAll(artworks);
        ObjectNode files = report.putObject("files");
        ours.forEach(files::put);
        Path draft = parts.resolve(REPORT);
        json.writeValue(draft.toFile(), report);
        Files.move(draft, folder.resolve(REPORT), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** To be called at the end: nothing is left but results, report and an empty lock. */
    void finish() throws IOException {
        Files.deleteIfExists(parts);
    }

    /** Leaves the folder to other runs. */
    @Override
    public void close() throws IOException {
        lock.channel().close();
    }
}
