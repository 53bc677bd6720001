package art.scumble.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which folder the results of a job went to, for the last thousand jobs whose end this machine saw. */
final class ResultFolders {
    private static final int MOST = 1000;
    private static final Pattern JOB = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path notes;

    /** Remembers them in this folder, a file each. */
    ResultFolders(Path notes) {
        this.notes = notes;
    }

    /** Says where the results of these artworks are, by their jobs. */
    void remember(List<JsonNode> artworks, Path folder) throws IOException {
        Files.createDirectories(notes);
        Set<String> jobs = new HashSet<>();
        artworks.forEach(artwork -> jobs.add(artwork.path("job").asText()));
        for (String job : jobs) {
            // They come from a server, and become names of files.
            if (JOB.matcher(job).matches()) {
                Files.writeString(notes.resolve(job), folder.toString());
            }
        }
        List<Path> all;
        try (Stream<Path> files = Files.list(notes)) {
            all = new ArrayList<>(files.toList());
        }
        all.sort(Comparator.comparing(ResultFolders::age));
        for (Path oldest : all.subList(0, Math.max(0, all.size() - MOST))) {
            Files.deleteIfExists(oldest);
        }
    }

    private static long age(Path file) {
        return file.toFile().lastModified();
    }

    /** The folder of a job, if its results are still there: another run may have replaced them. */
    Optional<Path> of(UUID job) throws IOException {
        Path note = notes.resolve(job.toString());
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        Path folder = Path.of(Files.readString(note));
        Path report = folder.resolve(Results.REPORT);
        if (!Files.isRegularFile(report)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(report)) {
            return lines.anyMatch(line -> line.contains("\"" + job + "\"")) ? Optional.of(folder) : Optional.empty();
        }
    }
}
