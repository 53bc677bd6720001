package art.scumble.local;

import art.scumble.embedded.OwnerOnly;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A packaged service in a process of its own, that ends when we do, however we end. */
public final class ServiceProcess {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration A_WHILE = Duration.ofMinutes(2);
    private static final int STOP_SECONDS = 30;
    private static final int TAIL_LINES = 12;
    private static final String WORKER = "cloak-worker";
    private static final String NO_ENCODER = "NO ENCODER. ";

    private final String name;
    private final int port;
    private final Path log;
    private final ProcessBuilder builder;
    private Process process;
    private long startedAt = System.nanoTime();
    private int restarts;

    /**
     * What to start.
     *
     * @param module folder of the service
     * @param name of the process, unique
     * @param port where it listens on loopback
     * @param heap the JVM's limit, such as {@code 256m}
     * @param settings secrets among them: they go through a file that only the owner can read
     */
    public record Plan(String module, String name, int port, String heap, Map<String, String> settings) {
        /**
         * A service that runs out of memory ends, and is started again: it would live on without the thread that was
         * struck. A worker lives on by intent: it gives the picture back, to run alone.
         */
        List<String> memory() {
            return module.equals(WORKER)
                    ? List.of("-Xmx" + heap)
                    : List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError");
        }

        /**
         * The worker's native engine allocates and frees hundreds of megabytes a step. The C library is told to keep
         * them, in huge pages, or a third of the time goes into the kernel's zeroing of fresh ones.
         */
        Map<String, String> environment() {
            return module.equals(WORKER)
                    ? Map.of(
                            "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1",
                            "MALLOC_MMAP_THRESHOLD_", "2000000000",
                            "MALLOC_TRIM_THRESHOLD_", "8000000000",
                            "MALLOC_TOP_PAD_", "268435456")
                    : Map.of();
        }
    }

    /** Starts it. */
    public ServiceProcess(Installation at, Plan plan) throws IOException {
        this.name = plan.name();
        this.port = plan.port();
        this.log = at.logs().resolve(name + ".log");
        Files.deleteIfExists(log);
        this.builder = new ProcessBuilder(command(at, plan, settings(at, plan)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(plan.environment());
        this.process = builder.start();
    }

    private static Path settings(Installation at, Plan plan) throws IOException {
        Properties properties = new Properties();
        properties.putAll(plan.settings());
        properties.setProperty("quarkus.http.port", Integer.toString(plan.port()));
        Path file = OwnerOnly.file(at.state().resolve(plan.name() + ".properties"));
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }

    /** How a plan is started. */
    static List<String> command(Installation at, Plan plan, Path settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(plan.memory());
        command.addAll(surroundings(at));
        command.addAll(List.of(
                // A list of places, so a comma in a path has to be marked.
                "-Dquarkus.config.locations=" + settings.toUri().toString().replace(",", "\\,"),
                "-jar",
                at.code()
                        .resolve(plan.module())
                        .resolve("target/quarkus-app/quarkus-run.jar")
                        .toString()));
        return command;
    }

    /** What every process of ours is told: to end when we do, and where the native engine unpacks itself. */
    static List<String> surroundings(Installation at) {
        return List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-javaagent:" + at.code().resolve("deploy/embedded/target/embedded-0.1.0.jar"),
                "-Dorg.bytedeco.javacpp.cachedir=" + at.cache().resolve("javacpp"),
                "-DDJL_CACHE_DIR=" + at.cache().resolve("djl"),
                "-DENGINE_CACHE_DIR=" + at.cache().resolve("djl"));
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Where it listens, ready or not. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Starts it again after it has ended; how often that has been done now since it last ran for a while. */
    public int restart() throws IOException {
        restarts = System.nanoTime() - startedAt > A_WHILE.toNanos() ? 1 : restarts + 1;
        startedAt = System.nanoTime();
        process = builder.start();
        return restarts;
    }

    /** Returns when it is ready; if it ends instead, says why in one line if it can. */
    public void awaitReady(HttpClient http) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady(http, url())) {
            if (!process.isAlive()) {
                throw new Problem(lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new Problem(name + " did not become ready in " + START.toMinutes() + " minutes; see " + log);
            }
            Thread.sleep(150);
        }
    }

    /** Whether the service at a URL says that it is ready. */
    public static boolean isReady(HttpClient http, String url) throws InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(URI.create(url + "/q/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Why it ended, as far as its log tells. */
    public String lastWords() throws IOException {
        List<String> lines = lines(log);
        for (String line : lines) {
            int at = line.indexOf(NO_ENCODER);
            if (at >= 0) {
                return line.substring(at + NO_ENCODER.length());
            }
        }
        return name + " has ended; the last lines of " + log + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    /** The lines of a log. */
    static List<String> lines(Path log) throws IOException {
        try {
            return Files.readAllLines(log);
        } catch (MalformedInputException e) {
            return List.of("(it holds bytes that are no text)");
        }
    }

    /** Asks it to end in good order. */
    public void askToStop() {
        process.destroy();
    }

    /** Waits for its end, and ends it if that takes too long. */
    public void awaitStop() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
