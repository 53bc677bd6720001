package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Intensity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedJobsTest {
    private static final List<Path> PICTURES = List.of(Path.of("a.png"), Path.of("gone.png"));

    @TempDir
    private Path folder;

    @Test
    void remembersAJobUntilItIsDone() throws IOException {
        // Given
        UnfinishedJobs jobs = new UnfinishedJobs(folder.resolve("jobs"));
        // When
        jobs.remember("fingerprint", "job");
        // Then
        assertThat(new UnfinishedJobs(folder.resolve("jobs")).of("fingerprint")).contains("job");
        assertThat(jobs.of("another")).isEmpty();
        // When
        jobs.forget("fingerprint");
        // Then
        assertThat(jobs.of("fingerprint")).isEmpty();
    }

    @Test
    void takesNoOtherWorkForTheSame() throws IOException {
        // Given
        Files.writeString(folder.resolve("a.png"), "one");
        String before = fingerprint("artist", Intensity.MEDIUM, false);
        // Then
        assertThat(fingerprint("artist", Intensity.MEDIUM, true)).isEqualTo(before);
        assertThat(fingerprint("artist", Intensity.HIGH, false)).isNotEqualTo(before);
        assertThat(fingerprint("another", Intensity.MEDIUM, false)).isNotEqualTo(before);
        // When
        Files.writeString(folder.resolve("a.png"), "two");
        // Then
        assertThat(fingerprint("artist", Intensity.MEDIUM, false)).isNotEqualTo(before);
    }

    private String fingerprint(String artist, Intensity intensity, boolean fresh) {
        return UnfinishedJobs.fingerprint(folder, PICTURES, new Order(artist, intensity, fresh));
    }
}
