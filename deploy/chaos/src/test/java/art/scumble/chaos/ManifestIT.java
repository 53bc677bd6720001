package art.scumble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.chaos.history.History;
import art.scumble.chaos.load.Picture;
import art.scumble.chaos.load.Platform;
import art.scumble.chaos.stack.ChaosStack;
import art.scumble.local.Installation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gallery of 100,000 works in one request, at an ingest-service whose heap is 256 MB. */
@Tag("long")
class ManifestIT {
    private static final Path CODE = Path.of(System.getProperty("scumble.code"));
    private static final int LINES = 100_000;
    private static final int REAL = 5_000;
    private static final int SIDE = 64;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Path manifest;

    @BeforeEach
    void chooseAFile() {
        manifest = folder.resolve("manifest.ndjson");
    }

    @Test
    void aHundredThousandLinesAreAcceptedAndEachIsAccountedFor() throws Exception {
        Installation at = new Installation(CODE, Files.createDirectories(folder.resolve("state")));
        ChaosStack.Plan plan = new ChaosStack.Plan(2, 0, Duration.ofSeconds(35), Duration.ofMinutes(5));
        try (History history = new History(folder.resolve("history.ndjson"));
                ChaosStack stack = ChaosStack.start(at, plan, history)) {
            // Given
            writeManifest(new Platform(http, stack.ingest(), "local", stack.apiKey()));
            // When
            Instant begin = Instant.now();
            HttpResponse<String> accepted = submit(stack, "once").get(5, TimeUnit.MINUTES);
            Duration took = Duration.between(begin, Instant.now());
            // Then
            assertThat(accepted.statusCode()).isEqualTo(202);
            assertThat(took).isLessThan(LIMIT);
            String job = json.readTree(accepted.body()).path("id").asText();
            assertThat(total(job(stack, job))).isEqualTo(LINES);
            // When the same comes again
            HttpResponse<String> again = submit(stack, "once").get(5, TimeUnit.MINUTES);
            // Then
            assertThat(again.statusCode()).isEqualTo(202);
            assertThat(json.readTree(again.body()).path("id").asText()).isEqualTo(job);
            assertThat(total(job(stack, job))).isEqualTo(LINES);
            // And when those that can be protected are, the rest is cancelled
            await(Duration.ofMinutes(20), () -> state(stack, job, "protected") == REAL);
            post(stack, "/v1/jobs/" + job + "/cancel");
            // Then
            JsonNode end = job(stack, job);
            assertThat(end.path("finished").asBoolean()).isTrue();
            assertThat(end.path("counts").path("protected").asInt()).isEqualTo(REAL);
            assertThat(end.path("counts").path("refused").asInt()
                            + end.path("counts").path("abandoned").asInt())
                    .isEqualTo(LINES - REAL);
        }
    }

    @Test
    void aManifestDuringWhichIngestIsKilledGoesOnWhenItIsSentAgain() throws Exception {
        Installation at = new Installation(CODE, Files.createDirectories(folder.resolve("state")));
        ChaosStack.Plan plan = new ChaosStack.Plan(1, 0, Duration.ofSeconds(35), Duration.ofMinutes(5));
        try (History history = new History(folder.resolve("history.ndjson"));
                ChaosStack stack = ChaosStack.start(at, plan, history)) {
            // Given
            writeManifest(List.of());
            Future<HttpResponse<String>> first = submit(stack, "killed");
            Thread.sleep(3000);
            assertThat(first.isDone())
                    .as("all was read before ingest was killed")
                    .isFalse();
            // When
            stack.kill("ingest-service");
            stack.revive("ingest-service");
            // Then another reader has to wait until the first one's lease has ended
            List<Integer> answers = new ArrayList<>();
            HttpResponse<String> answer = submit(stack, "killed").get(5, TimeUnit.MINUTES);
            while (answer.statusCode() == 409) {
                answers.add(answer.statusCode());
                Thread.sleep(5000);
                answer = submit(stack, "killed").get(5, TimeUnit.MINUTES);
            }
            assertThat(answers).hasSizeLessThan(10);
            assertThat(answer.statusCode()).isEqualTo(202);
            JsonNode job = json.readTree(answer.body());
            assertThat(total(job)).isEqualTo(LINES);
            assertThat(job.path("rejectedLines").asInt()).isZero();
            assertThat(job.path("closed").asBoolean()).isTrue();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Duration patience, Condition condition) throws Exception {
        Instant limit = Instant.now().plus(patience);
        while (!condition.holds()) {
            assertThat(Instant.now()).as("what was waited for came in time").isBefore(limit);
            Thread.sleep(2000);
        }
    }

    private void writeManifest(Platform platform) throws Exception {
        List<Future<String>> uploads = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < REAL; i++) {
                long seed = i;
                uploads.add(threads.submit(() -> platform.upload(Picture.png(Picture.good(seed, SIDE, SIDE)), true)));
            }
        }
        List<String> ids = new ArrayList<>();
        for (Future<String> upload : uploads) {
            ids.add(upload.get());
        }
        writeManifest(ids);
    }

    /** The first lines name uploads, all others sources that are not there. */
    private void writeManifest(List<String> uploads) throws IOException {
        try (var out = Files.newBufferedWriter(manifest)) {
            for (int i = 0; i < LINES; i++) {
                String source = i < uploads.size()
                        ? "\"upload\":\"" + uploads.get(i) + "\""
                        : "\"sourceKey\":\"works/" + i + ".png\"";
                out.write("{\"reference\":\"gallery/room-" + i % 100 + "/" + i + ".png\",\"artist\":\"artist-" + i % 500
                        + "\"," + source + "}\n");
            }
        }
    }

    private Future<HttpResponse<String>> submit(ChaosStack stack, String key) throws IOException {
        return http.sendAsync(
                request(stack, "/v1/jobs")
                        .header("Content-Type", "application/x-ndjson")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofFile(manifest))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode job(ChaosStack stack, String job) throws Exception {
        return json.readTree(http.send(request(stack, "/v1/jobs/" + job).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private int state(ChaosStack stack, String job, String state) throws Exception {
        return job(stack, job).path("counts").path(state).asInt();
    }

    private void post(ChaosStack stack, String path) throws Exception {
        HttpRequest post =
                request(stack, path).POST(HttpRequest.BodyPublishers.noBody()).build();
        assertThat(http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    private static HttpRequest.Builder request(ChaosStack stack, String path) {
        return HttpRequest.newBuilder(URI.create(stack.ingest() + path))
                .header("Authorization", "Bearer " + stack.apiKey());
    }

    private static int total(JsonNode job) {
        int total = 0;
        for (JsonNode count : job.path("counts")) {
            total += count.asInt();
        }
        return total;
    }
}
