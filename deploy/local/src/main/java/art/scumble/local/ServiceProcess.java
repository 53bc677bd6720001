package art.scumble.local;

import art.scumble.embedded.OwnerOnly;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A packaged service in a process of its own, that ends when we do, however we end. */
final class ServiceProcess {
    private static final Duration START = Duration.ofMinutes(3);
    private static final int STOP_SECONDS = 30;
    private static final int TAIL_LINES = 12;
    private static final String NO_ENCODER = "NO ENCODER. ";

    private final String name;
    private final int port;
    private final Path log;
    private final Process process;

    /** Starts it; its settings, secrets among them, go through a file that only the owner can read. */
    ServiceProcess(Installation at, String module, String name, int port, String heap, Map<String, String> settings)
            throws IOException {
        this.name = name;
        this.port = port;
        this.log = at.logs().resolve(name + ".log");
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.setProperty("quarkus.http.port", Integer.toString(port));
        Path file = OwnerOnly.file(at.state().resolve(name + ".properties"));
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED",
                "-javaagent:" + at.code().resolve("deploy/embedded/target/embedded-0.1.0.jar"),
                "-Dorg.bytedeco.javacpp.cachedir=" + at.cache().resolve("javacpp"),
                "-DDJL_CACHE_DIR=" + at.cache().resolve("djl"),
                "-DENGINE_CACHE_DIR=" + at.cache().resolve("djl"),
                "-Dquarkus.config.locations=" + file.toUri(),
                "-jar",
                at.code()
                        .resolve(module + "/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    long pid() {
        return process.pid();
    }

    /** Returns when it is ready; if it ends instead, says why in one line if it can. */
    void awaitReady(HttpClient http) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        HttpRequest ready = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        while (!answers(http, ready)) {
            if (!process.isAlive()) {
                throw new Problem(lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new Problem(name + " did not become ready in " + START.toMinutes() + " minutes; see " + log);
            }
            Thread.sleep(150);
        }
    }

    private static boolean answers(HttpClient http, HttpRequest ready) throws InterruptedException {
        try {
            return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        for (String line : lines) {
            int at = line.indexOf(NO_ENCODER);
            if (at >= 0) {
                return line.substring(at + NO_ENCODER.length());
            }
        }
        return name + " did not start; the end of " + log + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    void askToStop() {
        process.destroy();
    }

    void awaitStop() {
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
