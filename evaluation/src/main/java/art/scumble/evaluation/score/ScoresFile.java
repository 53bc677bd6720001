package art.scumble.evaluation.score;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The scores of one evaluation, a line each, which an interrupted one goes on with. */
public final class ScoresFile {
    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private final List<Score> scores = new ArrayList<>();

    private ScoresFile(Path file) {
        this.file = file;
    }

    /**
     * Of a directory. A last line that was broken off is dropped.
     *
     * @param how all that figures hang on
     * @throws IOException with one sentence if scores that were made otherwise are there
     */
    public static ScoresFile in(Path directory, String how) throws IOException {
        Files.createDirectories(directory);
        Path manner = directory.resolve("evaluation.txt");
        Path file = directory.resolve("scores.jsonl");
        if (!Files.exists(file)) {
            Files.writeString(manner, how);
        } else if (!Files.exists(manner) || !Files.readString(manner).equals(how)) {
            throw new IOException(directory + " has scores that were made with other options; name another --out.");
        }
        ScoresFile scores = new ScoresFile(file);
        scores.read();
        return scores;
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        if (whole < bytes.length) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
            }
        }
        for (String line :
                new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList()) {
            scores.add(json.readValue(line, Score.class));
        }
    }

    /** Those of one setting. */
    public List<Score> of(Setting setting) {
        return scores.stream()
                .filter(score -> score.setting().equals(setting.name()))
                .toList();
    }

    /** Whether a work, or a set, was scored in this setting. */
    public boolean has(Setting setting, String work) {
        return of(setting).stream().anyMatch(score -> score.work().equals(work));
    }

    /** All of them. */
    public List<Score> all() {
        return List.copyOf(scores);
    }

    /** One more. */
    public void add(Score score) throws IOException {
        Files.writeString(
                file, json.writeValueAsString(score) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        scores.add(score);
    }
}
