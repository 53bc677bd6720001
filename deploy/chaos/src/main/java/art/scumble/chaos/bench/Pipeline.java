package art.scumble.chaos.bench;

import art.scumble.chaos.history.History;
import art.scumble.chaos.load.Picture;
import art.scumble.chaos.load.Platform;
import art.scumble.chaos.stack.ChaosStack;
import art.scumble.contract.Sha256;
import art.scumble.local.Installation;
import art.scumble.local.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Stream;

/** An undisturbed pipeline, in a folder of its own that is gone afterwards, and what a platform does with it. */
final class Pipeline implements AutoCloseable {
    static final double MEGAPIXELS = 0.016;

    private static final int SIDE = 128;
    private static final long LOOK_MS = 50;
    private static final String LAUNCHERS_HEAP = "2g";
    private static final Duration SILENCE = Duration.ofSeconds(35);
    private static final Duration PASSED_BY = Duration.ofMinutes(5);

    private final Path folder;
    private final History history;
    private final ChaosStack stack;
    private final HttpClient http = HttpClient.newHttpClient();

    Pipeline(Path code, int workers, double secondsPerMegapixel) throws IOException, InterruptedException {
        this(code, new ChaosStack.Plan(workers, secondsPerMegapixel, SILENCE, PASSED_BY));
    }

    /** With one worker as the launcher starts it; without seconds it searches. */
    static Pipeline ofOneWorker(Path code, OptionalDouble secondsPerMegapixel)
            throws IOException, InterruptedException {
        return new Pipeline(
                code, new ChaosStack.Plan(1, secondsPerMegapixel, SILENCE, PASSED_BY, LAUNCHERS_HEAP, false));
    }

    private Pipeline(Path code, ChaosStack.Plan plan) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("scumble-bench-");
        history = new History(folder.resolve("history.ndjson"));
        stack = ChaosStack.start(new Installation(code, folder), plan, history);
    }

    /** The first tenant's. */
    Platform platform() {
        return new Platform(http, stack.ingest(), "local", stack.apiKey());
    }

    /** A further tenant's. */
    Platform platform(String tenant) {
        String key = UUID.randomUUID().toString();
        try {
            stack.rows()
                    .addTenant(
                            tenant,
                            Sha256.of(key.getBytes(StandardCharsets.UTF_8)).hex());
        } catch (SQLException e) {
            throw new Problem("No tenant can be added: " + e.getMessage(), e);
        }
        return new Platform(http, stack.ingest(), tenant, key);
    }

    /** Of the only worker's process, in bytes: the most memory that it ever had, and what of it is swapped out. */
    long workersMemory(String line) throws IOException {
        Path status = Path.of("/proc", Long.toString(stack.pid("cloak-worker-1")), "status");
        return Files.readAllLines(status).stream()
                .filter(one -> one.startsWith(line + ":"))
                .mapToLong(one -> 1024 * Long.parseLong(one.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Uploads pictures of one size, each of its own. */
    static List<String> uploads(Platform platform, int count) throws InterruptedException {
        List<String> uploads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            uploads.add(platform.upload(Picture.png(Picture.good(i, SIDE, SIDE)), true));
        }
        return uploads;
    }

    /** Submits as many artworks as wanted, of these uploads in turn. */
    static UUID submit(Platform platform, String lane, List<String> uploads, int count)
            throws IOException, InterruptedException {
        List<Map<String, String>> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(Map.of(
                    "reference", Integer.toString(i), "artist", "artist", "upload", uploads.get(i % uploads.size())));
        }
        return platform.submit(lane, entries);
    }

    /** Seconds from now until a job has ended; all of its artworks must be protected. */
    static double secondsToTheEnd(Platform platform, UUID job, long since) throws InterruptedException {
        while (!platform.job(job).path("finished").asBoolean()) {
            Thread.sleep(LOOK_MS);
        }
        double seconds = (System.nanoTime() - since) / 1e9;
        JsonNode counts = platform.job(job).path("counts");
        if (counts.path("refused").asInt() + counts.path("abandoned").asInt() > 0) {
            throw new Problem("Not all was protected: " + counts);
        }
        return seconds;
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        stack.close();
        history.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
