package art.scumble.worker.alone;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakTask;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a worker and the process that it lets a picture run in tell each other: files in a folder of their own. */
record AloneFolder(Path path, ObjectMapper json) {
    private Path task() {
        return path.resolve("task.json");
    }

    private Path outcome() {
        return path.resolve("outcome.json");
    }

    private Path complaint() {
        return path.resolve("complaint.txt");
    }

    private Path begun() {
        return path.resolve("begun");
    }

    /** From here on the picture may be why the process ends. */
    void begin() throws IOException {
        Files.createFile(begun());
    }

    boolean hasBegun() {
        return Files.exists(begun());
    }

    void give(CloakTask task) throws IOException {
        json.writeValue(task().toFile(), task);
    }

    CloakTask taken() throws IOException {
        return json.readValue(task().toFile(), CloakTask.class);
    }

    void answer(CloakOutcome outcome) throws IOException {
        json.writerFor(CloakOutcome.class).writeValue(outcome().toFile(), outcome);
    }

    CloakOutcome answered() throws IOException {
        return json.readValue(outcome().toFile(), CloakOutcome.class);
    }

    void complain(String reason) throws IOException {
        Files.writeString(complaint(), reason);
    }

    String complaintMade() {
        try {
            return Files.readString(complaint(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "it did not say why";
        }
    }

    void delete() {
        for (Path file : new Path[] {task(), begun(), outcome(), complaint(), path}) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Left to whoever cleans the temporary directory.
            }
        }
    }
}
