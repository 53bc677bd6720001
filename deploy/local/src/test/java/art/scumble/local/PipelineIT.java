package art.scumble.local;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged pipeline as processes, from a folder of pictures and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineIT {
    private static final int WORKERS = 3;
    private static final int PROCESSES = 3 + 3 + WORKERS;
    private static final long MOST_MEMORY_KB = 2_500_000;

    private final Map<String, byte[]> good = new TreeMap<>();
    private final Map<String, byte[]> bad = new HashMap<>();

    private Path folder;
    private Launcher launcher;
    private Process server;
    private TraceReceiver traces;

    @BeforeAll
    void startTheStack(@TempDir Path shared) throws Exception {
        folder = shared;
        traces = new TraceReceiver();
        launcher = Launcher.in(folder, Map.of("SCUMBLE_TRACES", traces.url()));
        for (int i = 0; i < 6; i++) {
            good.put(i + ".png", SampleFiles.encoded(SampleFiles.painting(256, 192, i), "png"));
        }
        good.put("équestre/a b+c.jpg", SampleFiles.encoded(SampleFiles.painting(320, 240, 10), "jpg"));
        good.put("équestre/a b+c.png", SampleFiles.encoded(SampleFiles.painting(192, 256, 11), "png"));
        good.put("UPPER.JPG", SampleFiles.encoded(SampleFiles.painting(240, 240, 12), "jpg"));
        bad.put("text.png", "This is no picture.".getBytes(StandardCharsets.UTF_8));
        bad.put("truncated.jpg", SampleFiles.truncated(good.get("UPPER.JPG")));
        bad.put("empty.png", new byte[0]);
        bad.put("huge.png", SampleFiles.hugeHeader());
        bad.put("animated.gif", SampleFiles.animatedGif());
        bad.put("animated.png", SampleFiles.animatedPng());
        bad.put("bomb.png", SampleFiles.textBomb());
        server = launcher.start("serve", "--workers", Integer.toString(WORKERS));
        launcher.awaitReady(server);
    }

    @AfterAll
    void stopTheStack() throws Exception {
        server.destroy();
        server.waitFor(1, TimeUnit.MINUTES);
        launcher.run(0, "down");
        traces.close();
    }

    @Test
    @Order(1)
    void protectsAFolderAndRefusesWhatIsBadInIt() throws Exception {
        // Given
        Path pictures = folder.resolve("pictures");
        write(pictures, good);
        write(pictures, bad);
        Path out = folder.resolve("out");
        Set<Long> before = launcher.processes();
        // When
        String words = launcher.run(0, "protect", pictures.toString(), "--out", out.toString(), "--report");
        // Then
        Map<String, String> codes = new HashMap<>();
        Set<String> workers = new HashSet<>();
        JsonNode report = new ObjectMapper().readTree(out.resolve("report.json").toFile());
        for (JsonNode artwork : report.path("artworks")) {
            String state = artwork.path("state").asText();
            codes.put(
                    artwork.path("reference").asText(),
                    state + " " + artwork.path("code").asText());
            if (state.equals("protected")) {
                workers.add(artwork.path("worker").asText());
            }
        }
        Map<String, String> expected = new HashMap<>(Map.ofEntries(
                entry("text.png", "refused NOT_AN_IMAGE"),
                entry("truncated.jpg", "refused TRUNCATED"),
                entry("empty.png", "refused EMPTY_FILE"),
                entry("huge.png", "refused TOO_MANY_PIXELS"),
                entry("animated.gif", "refused ANIMATED_OR_MULTIPAGE"),
                entry("animated.png", "refused ANIMATED_OR_MULTIPAGE")));
        good.keySet().forEach(name -> expected.put(name, "protected "));
        assertThat(codes.remove("bomb.png")).isEqualTo("refused CORRUPT_IMAGE");
        assertThat(codes).as(words).isEqualTo(expected);
        assertThat(workers).hasSizeGreaterThanOrEqualTo(2);
        for (Map.Entry<String, byte[]> picture : good.entrySet()) {
            assertSameKind(picture.getValue(), Files.readAllBytes(out.resolve(picture.getKey())));
        }
        assertThat(launcher.processes()).as("no process died").isEqualTo(before);
        assertThat(out.resolve("report.html")).content().contains("a b+c.jpg", "TOO_MANY_PIXELS", "data:image/jpeg");
        String job = report.path("artworks").path(0).path("job").asText();
        Path page = folder.resolve("page.html");
        assertThat(launcher.run(0, "show", job, "--page", page.toString())).contains("page.html shows them");
        assertThat(page).content().contains("a b+c.jpg");
        for (long process : before) {
            assertThat(peakMemoryKb(process)).isLessThan(MOST_MEMORY_KB);
        }
    }

    @Test
    @Order(2)
    void endsEveryEntryOfAJobWithItsOwnCode() throws Exception {
        // Given
        try (ScumbleClient client = launcher.client()) {
            ScumbleClient.Ticket picture = client.ticket();
            client.put(picture, Files.write(folder.resolve("one.png"), good.get("0.png")));
            // When
            String job = client.submit(
                    List.of(
                            Map.of("reference", "good", "artist", "somebody", "upload", picture.upload()),
                            Map.of("reference", "artist", "artist", "no\nartist", "upload", picture.upload()),
                            Map.of(
                                    "reference",
                                    "upload",
                                    "artist",
                                    "a",
                                    "upload",
                                    client.ticket().upload()),
                            Map.of("reference", "key", "artist", "a", "sourceKey", "nothing/there.png")),
                    false);
            Launcher.await(Duration.ofMinutes(2), () -> ended(client, job) == 4);
            // Then
            assertThat(client.artworks(job))
                    .extracting(
                            artwork -> artwork.path("state").asText(),
                            artwork -> artwork.path("code").asText(),
                            artwork -> artwork.path("reason").asText().isEmpty())
                    .containsExactly(
                            tuple("protected", "", true),
                            tuple("refused", "BAD_ARTIST_ID", false),
                            tuple("refused", "SOURCE_MISSING", false),
                            tuple("refused", "SOURCE_MISSING", false));
        }
    }

    @Test
    @Order(3)
    void leavesOneTraceFromTheSubmissionToTheOutcomeThroughAllServices() throws Exception {
        // Given
        Set<String> services = Set.of("ingest-service", "storage-gateway", "style-catalog", "cloak-worker");
        // When
        for (int second = 0; second < 30 && whole(services).isEmpty(); second++) {
            Thread.sleep(1000);
        }
        // Then
        assertThat(whole(services))
                .as(() -> "a whole one of " + traces.traces())
                .isPresent();
        List<TraceReceiver.Seen> trace = whole(services).orElseThrow();
        assertThat(trace)
                .filteredOn(span -> span.parent().isEmpty())
                .singleElement()
                .satisfies(root -> assertThat(root.name()).isEqualTo("POST /v1/jobs"));
        assertThat(trace).extracting(TraceReceiver.Seen::name).contains("POST /v1/admissions");
    }

    /** A trace that has come to ingest's taking of an outcome, and of which all parts have arrived, in whatever order. */
    private Optional<List<TraceReceiver.Seen>> whole(Set<String> services) {
        return traces.traces().values().stream()
                .filter(trace ->
                        trace.stream().map(TraceReceiver.Seen::service).toList().containsAll(services))
                .filter(trace -> trace.stream()
                        .filter(span -> span.service().equals("ingest-service"))
                        .anyMatch(span -> span.name().contains("task-events")))
                .filter(trace -> trace.stream().anyMatch(span -> span.name().equals("search")))
                .filter(PipelineIT::isClosed)
                .findAny();
    }

    @Test
    @Order(4)
    @Tag("long")
    void bringsBackAWorkerThatWasKilled() throws Exception {
        // Given
        Set<Long> before = launcher.processes();
        long worker = before.stream()
                .filter(process -> commandLine(process).contains("cloak-worker"))
                .findAny()
                .orElseThrow();
        // When
        ProcessHandle.of(worker).orElseThrow().destroyForcibly();
        // Then
        Launcher.await(Duration.ofSeconds(30), () -> !launcher.processes().contains(worker));
        Launcher.await(Duration.ofSeconds(30), () -> launcher.processes().size() == before.size());
    }

    @Test
    @Order(5)
    void leavesNothingBehindWhenItIsKilledAndStartsAgainWithItsData() throws Exception {
        // Given
        try (ScumbleClient client = launcher.client()) {
            ScumbleClient.Ticket picture = client.ticket();
            client.put(picture, Files.write(folder.resolve("two.png"), good.get("1.png")));
            String job = client.submit(
                    List.of(Map.of("reference", "kept", "artist", "somebody", "upload", picture.upload())), false);
            assertThat(launcher.processes()).hasSizeGreaterThanOrEqualTo(PROCESSES);
            // When
            server.destroyForcibly();
            // Then
            Launcher.await(Duration.ofMinutes(1), () -> launcher.processes().isEmpty());
            assertThat(launcher.run(0, "status")).contains("not running");
            // When
            assertThat(launcher.run(0, "up", "--workers", "1")).contains("cloak-worker-1", "/v1/jobs");
            // Then
            try (ScumbleClient again = launcher.client()) {
                Launcher.await(Duration.ofMinutes(3), () -> ended(again, job) == 1);
                assertThat(again.artworks(job).getFirst().path("state").asText())
                        .isEqualTo("protected");
            }
            assertThat(launcher.run(0, "down")).contains("has stopped");
            Launcher.await(Duration.ofSeconds(20), () -> launcher.processes().isEmpty());
        }
    }

    /** Whether no span hangs in the air. */
    private static boolean isClosed(List<TraceReceiver.Seen> trace) {
        Set<String> ids = trace.stream().map(TraceReceiver.Seen::id).collect(Collectors.toSet());
        return trace.stream()
                .map(TraceReceiver.Seen::parent)
                .allMatch(parent -> parent.isEmpty() || ids.contains(parent));
    }

    private static int ended(ScumbleClient client, String job) {
        try {
            return client.ended(job);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void write(Path folder, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private static void assertSameKind(byte[] source, byte[] result) throws IOException {
        BufferedImage before = ImageIO.read(new ByteArrayInputStream(source));
        BufferedImage after = ImageIO.read(new ByteArrayInputStream(result));
        assertThat(after.getWidth()).isEqualTo(before.getWidth());
        assertThat(after.getHeight()).isEqualTo(before.getHeight());
        assertThat(result[0]).as("the container").isEqualTo(source[0]);
        assertThat(result).isNotEqualTo(source);
    }

    private static long peakMemoryKb(long process) {
        return read(Path.of("/proc/" + process + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    private static String commandLine(long process) {
        return Optional.of(Path.of("/proc/" + process + "/cmdline"))
                .map(PipelineIT::read)
                .orElse("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
