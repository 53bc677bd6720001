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
        for (Path file : new Path[] {task(), outcome(), complaint(), path}) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Left to whoever cleans the temporary directory.
            }
        }
    }
}
