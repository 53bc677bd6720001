package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @TempDir
    Path folder;

    @Test
    void tellsWhoRunsAndForgetsThemWhenTheyAreGone() throws Exception {
        // Given
        Installation installation = new Installation(folder, folder.resolve("state"));
        assertThat(installation.running()).isEmpty();
        // When
        var lock = installation.lock("up");
        installation.announce(Running.starting("up").ready(Map.of("ingest-service", "http://127.0.0.1:1"), "encoder"));
        // Then
        assertThat(installation.running().orElseThrow().inWords())
                .isEqualTo("running (process " + ProcessHandle.current().pid() + ")");
        assertThat(installation.running().orElseThrow().encoder()).isEqualTo("encoder");
        assertThatThrownBy(() -> installation.lock("protect"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("process " + ProcessHandle.current().pid());
        // When
        lock.channel().close();
        // Then
        assertThat(installation.running()).isEmpty();
    }

    @Test
    void takesNoOtherProcessForOneThatHadItsId() {
        // Given
        Running now = Running.starting("up");
        // When
        Running earlier = new Running(now.pid(), now.startedAtMs() - 60_000, "up", Map.of(), "");
        // Then
        assertThat(now.isAlive()).isTrue();
        assertThat(earlier.isAlive()).isFalse();
    }

    @Test
    void makesSecretsOnceAndKeepsThemFromOthers() throws Exception {
        // Given
        Secrets first = Secrets.of(folder);
        // When
        Secrets second = Secrets.of(folder);
        // Then
        assertThat(second).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets.json"))))
                .isEqualTo("rw-------");
        assertThat(first.apiKey()).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(first.workerToken());
    }
}
