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
        UnfinishedJobs jobs = of("encoder");
        // When
        jobs.remember("fingerprint", "job");
        // Then
        assertThat(of("encoder").of("fingerprint")).contains("job");
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
        Order order = new Order("artist", Intensity.MEDIUM, false);
        String before = fingerprint("encoder", order);
        // Then
        assertThat(fingerprint("encoder", new Order("artist", Intensity.MEDIUM, true)))
                .isEqualTo(before);
        assertThat(fingerprint("encoder", new Order("artist", Intensity.HIGH, false)))
                .isNotEqualTo(before);
        assertThat(fingerprint("encoder", new Order("another", Intensity.MEDIUM, false)))
                .isNotEqualTo(before);
        assertThat(fingerprint("another", order)).isNotEqualTo(before);
        // When
        Files.writeString(folder.resolve("a.png"), "two");
        // Then
        assertThat(fingerprint("encoder", order)).isNotEqualTo(before);
    }

    private UnfinishedJobs of(String encoder) {
        return new UnfinishedJobs(folder.resolve("jobs"), encoder);
    }

    private String fingerprint(String encoder, Order order) {
        return of(encoder).fingerprint(folder, PICTURES, order);
    }
}
