package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFoldersTest {
    private static final UUID JOB = UUID.fromString(FakePipeline.JOB);

    @TempDir
    private Path folder;

    @Test
    void findsAJobsResultsUntilAnotherRunReplacesThem() throws IOException {
        // Given
        Path results = Files.createDirectories(folder.resolve("results"));
        Path report = Files.writeString(results.resolve(Results.REPORT), "{\"job\" : \"" + JOB + "\"}");
        // When
        folders().remember(List.of(artwork(JOB.toString())), results);
        // Then
        assertThat(folders().of(JOB)).contains(results);
        assertThat(folders().of(new UUID(0, 0))).isEmpty();
        // When
        Files.writeString(report, "{\"job\" : \"" + new UUID(0, 1) + "\"}");
        // Then
        assertThat(folders().of(JOB)).isEmpty();
    }

    @Test
    void takesNoPathForAJob() throws IOException {
        // When
        folders().remember(List.of(artwork("../../evil"), artwork("")), folder);
        // Then
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private ResultFolders folders() {
        return new ResultFolders(folder.resolve("notes/of/them"));
    }

    private static JsonNode artwork(String job) {
        return JsonNodeFactory.instance.objectNode().put("job", job);
    }
}
