package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part of the packaged pipeline stands still for a minute in the middle of a job with the real cloaker. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageIT {
    private static final int PICTURES = 10;
    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Path folder;
    private Launcher launcher;
    private Process server;
    private Map<String, String> undisturbed;

    @BeforeAll
    void protectUndisturbed(@TempDir Path shared) throws Exception {
        folder = shared;
        launcher = Launcher.in(folder, Map.of());
        server = launcher.start("serve", "--workers", "2");
        launcher.awaitReady(server);
        for (int i = 0; i < PICTURES; i++) {
            Files.write(folder.resolve(i + ".png"), SampleFiles.encoded(SampleFiles.painting(480, 360, 40 + i), "png"));
        }
        try (ScumbleClient client = launcher.client()) {
            String job = submit(client);
            Launcher.await(PATIENCE, () -> ended(client, job) == PICTURES);
            undisturbed = results(client, job);
        }
        assertThat(undisturbed).hasSize(PICTURES);
    }

    @AfterAll
    void stopTheStack() throws Exception {
        server.destroy();
        server.waitFor(1, TimeUnit.MINUTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KafkaServer", "PostgresServer", "S3Server", "style-catalog", "storage-gateway"})
    void comesToTheSameResultsAfterAnOutage(String part) throws Exception {
        // Given
        try (ScumbleClient client = launcher.client()) {
            String job = submit(client);
            Launcher.await(PATIENCE, () -> ended(client, job) > 0);
            List<Long> processes = launcher.processes(part);
            assertThat(processes).isNotEmpty();
            // When
            signal("STOP", processes);
            assertThat(ended(client, job)).as("ended before the outage").isLessThan(PICTURES);
            Thread.sleep(OUTAGE.toMillis());
            signal("CONT", processes);
            // Then
            Launcher.await(PATIENCE, () -> ended(client, job) == PICTURES);
            assertThat(results(client, job)).isEqualTo(undisturbed);
        }
    }

    private String submit(ScumbleClient client) throws IOException, InterruptedException {
        List<Map<String, String>> entries = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            ScumbleClient.Ticket ticket = client.ticket();
            client.put(ticket, folder.resolve(i + ".png"));
            entries.add(Map.of("reference", i + ".png", "artist", "somebody", "upload", ticket.upload()));
        }
        return client.submit(entries, false);
    }

    /** While the database stands still nothing is known. */
    private static int ended(ScumbleClient client, String job) {
        try {
            return client.ended(job);
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> results(ScumbleClient client, String job)
            throws IOException, InterruptedException {
        Map<String, String> results = new TreeMap<>();
        for (JsonNode artwork : client.artworks(job)) {
            results.put(
                    artwork.path("reference").asText(),
                    artwork.path("state").asText() + " "
                            + artwork.path("result").path("sha256").asText());
        }
        return results;
    }

    private static void signal(String name, List<Long> processes) throws IOException, InterruptedException {
        Set<String> all = processes.stream()
                .flatMap(process -> ProcessHandle.of(process).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.toSet());
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        command.addAll(all);
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
