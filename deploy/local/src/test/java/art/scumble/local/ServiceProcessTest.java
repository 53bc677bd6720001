package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceProcessTest {
    private static final String EXIT = "-XX:+ExitOnOutOfMemoryError";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ingest-service", "storage-gateway", "style-catalog"})
    void endsAServiceThatIsOutOfMemory(String module) {
        // When
        List<String> command = command(module);
        // Then
        assertThat(command).containsSubsequence("-Xmx200m", EXIT, "-jar");
    }

    @Test
    void leavesAWorkerToAbandonAPictureThatIsTooLargeForIt() {
        // When
        List<String> command = command("cloak-worker");
        // Then
        assertThat(command).contains("-Xmx200m").doesNotContain(EXIT);
    }

    private List<String> command(String module) {
        return ServiceProcess.command(
                new Installation(folder, folder.resolve("state")),
                new ServiceProcess.Plan(module, module, 1, "200m", Map.of()),
                folder.resolve("settings"));
    }
}
