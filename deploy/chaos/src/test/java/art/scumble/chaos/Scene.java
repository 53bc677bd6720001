package art.scumble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.chaos.guarantee.Story;
import art.scumble.chaos.history.Entry;
import art.scumble.chaos.history.History;
import art.scumble.chaos.load.Bus;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The packaged pipeline, one platform and its pictures, for a test of one trouble. */
final class Scene implements AutoCloseable {
    private static final Path CODE = Path.of(System.getProperty("scumble.code"));
    private static final long LOOK_MS = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final History history;
    private final ChaosStack stack;
    private final Bus bus;
    private final Platform platform;
    private final int side;

    /** With pictures of one size. */
    Scene(Path folder, ChaosStack.Plan plan, int side) throws IOException, InterruptedException {
        this.side = side;
        history = new History(folder.resolve("history.ndjson"));
        stack = ChaosStack.start(new Installation(CODE, folder), plan, history);
        bus = new Bus(stack.kafka(), history);
        platform = new Platform(http, stack.ingest(), "local", stack.apiKey());
    }

    ChaosStack stack() {
        return stack;
    }

    Platform platform() {
        return platform;
    }

    History history() {
        return history;
    }

    /** Entries of a job, whose pictures are uploaded; each reference is its picture's seed. */
    List<Map<String, String>> uploaded(int from, int count) throws InterruptedException {
        List<Map<String, String>> entries = new ArrayList<>();
        for (int seed = from; seed < from + count; seed++) {
            String upload = platform.upload(Picture.png(Picture.good(seed, side, side)), true);
            entries.add(Map.of("reference", Integer.toString(seed), "artist", "somebody", "upload", upload));
        }
        return entries;
    }

    /** How many artworks of a job are in these states. */
    int count(UUID job, String... states) throws InterruptedException {
        JsonNode counts = platform.job(job).path("counts");
        int sum = 0;
        for (String state : states) {
            sum += counts.path(state).asInt();
        }
        return sum;
    }

    /** What may still be going on. */
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Waits, and fails if that takes too long. */
    void await(String what, Duration patience, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("%s within %s", what, patience).isLessThan(deadline);
            Thread.sleep(LOOK_MS);
        }
    }

    /** Waits until a job has ended. */
    void awaitEnd(UUID job, Duration patience) throws IOException, InterruptedException {
        await(
                "the end of the job",
                patience,
                () -> platform.job(job).path("finished").asBoolean());
    }

    /** That each picture of a job is there once, Protected, with a result that was made from it; its artworks. */
    List<JsonNode> assertThatAllIsProtected(UUID job, int count) throws IOException, InterruptedException {
        List<JsonNode> artworks = platform.artworks(job);
        assertThat(artworks).hasSize(count);
        assertThat(artworks.stream().map(artwork -> artwork.path("reference").asText()))
                .doesNotHaveDuplicates();
        for (JsonNode artwork : artworks) {
            assertThat(artwork.path("state").asText()).as("%s", artwork).isEqualTo("protected");
            byte[] result = platform.result(UUID.fromString(artwork.path("id").asText()));
            int seed = artwork.path("reference").asInt();
            assertThat(Picture.flaw(result, Picture.good(seed, side, side)))
                    .as("result of %d", seed)
                    .isEmpty();
        }
        return artworks;
    }

    /** What workers told so far. */
    List<Entry.Told> told(String event) {
        return new Story(history.entries())
                .all(Entry.Told.class).stream()
                        .filter(told -> told.event().equals(event))
                        .toList();
    }

    /** How many artworks were brought to an end more than once, by whichever attempts. */
    long endedTwice() {
        return told("finished").stream()
                .collect(Collectors.groupingBy(Entry.Told::artwork, Collectors.counting()))
                .values()
                .stream()
                .filter(times -> times > 1)
                .count();
    }

    /** What a service's readiness says of one of its checks. */
    JsonNode check(String service, String name) throws IOException, InterruptedException {
        for (JsonNode check : json.readTree(get(service, "/q/health/ready")).path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new IOException(service + " has no check " + name);
    }

    /** The sum of all values of a metric whose line contains this. */
    double metric(String service, String line) throws IOException, InterruptedException {
        return get(service, "/q/metrics")
                .lines()
                .filter(one -> !one.startsWith("#") && one.contains(line))
                .mapToDouble(one -> Double.parseDouble(one.substring(one.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String get(String service, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.url(service) + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        bus.close();
        stack.close();
        history.close();
    }
}
