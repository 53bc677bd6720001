package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the packaged launcher as {@code ./scumble} does, with a tiny random encoder and a state directory of its own. */
record Launcher(Path code, Path folder, Map<String, String> environment) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** With an encoder and two styles, made by the worker's own commands. */
    static Launcher in(Path folder, Map<String, String> environment) throws Exception {
        Launcher launcher = new Launcher(Path.of(System.getProperty("scumble.code")), folder, environment);
        Path cache = Files.createDirectories(Path.of(System.getProperty("scumble.cache")));
        Files.createDirectories(launcher.state());
        Files.createSymbolicLink(launcher.state().resolve("cache"), cache);
        Files.createDirectories(launcher.models());
        launcher.worker(
                "art.scumble.worker.encoder.RandomWeights",
                launcher.models().resolve("tiny_encoder.safetensors").toString(),
                "7");
        Path paintings = Files.createDirectories(folder.resolve("styles-of"));
        StringBuilder styles = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            Files.write(
                    paintings.resolve(i + ".png"), SampleFiles.encoded(SampleFiles.painting(200, 200, 90 + i), "png"));
            styles.append("style-%d\tStyle %d\tNobody\t%d.png%n".formatted(i, i, i));
        }
        Path list = Files.writeString(folder.resolve("styles.tsv"), styles);
        launcher.worker(
                "art.scumble.worker.style.MeasureStyles",
                launcher.models().toString(),
                paintings.toString(),
                list.toString(),
                launcher.styles().toString(),
                "tiny");
        return launcher;
    }

    Path state() {
        return folder.resolve("state of it");
    }

    private Path models() {
        return folder.resolve("models");
    }

    private Path styles() {
        return folder.resolve("styles");
    }

    Installation installation() {
        return new Installation(code, state());
    }

    /** Starts a command; what it says goes to a file of its name. */
    Process start(String... command) throws IOException {
        Path launcher = code.resolve("deploy/local/target");
        List<String> line = new ArrayList<>(List.of(
                java(),
                "-Dscumble.code=" + code,
                "-cp",
                launcher.resolve("classes") + File.pathSeparator + launcher.resolve("lib") + "/*",
                "art.scumble.local.Scumble"));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(said(command[0]).toFile());
        builder.environment().put("SCUMBLE_HOME", state().toString());
        builder.environment().put("SCUMBLE_MODELS", models().toString());
        builder.environment().put("SCUMBLE_STYLES", styles().toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Runs a command to its end; what it said. */
    String run(int status, String... command) throws Exception {
        Process process = start(command);
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String words = Files.readString(said(command[0]));
        assertThat(ended).as("%s ended; it said: %s", List.of(command), words).isTrue();
        assertThat(process.exitValue()).as(words).isEqualTo(status);
        return words;
    }

    Path said(String command) {
        return folder.resolve(command + ".out");
    }

    /** The processes that work with this state directory: servers, services, workers. */
    Set<Long> processes() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> commandLine(process)
                                    .contains(state().getFileName().toString().replace(" ", "%20"))
                            || commandLine(process).contains(state().toString()))
                    .map(ProcessHandle::pid)
                    .collect(Collectors.toSet());
        }
    }

    /** Those of them that have this in their command line. */
    List<Long> processes(String part) {
        return processes().stream()
                .filter(process -> ProcessHandle.of(process)
                        .map(Launcher::commandLine)
                        .orElse("")
                        .contains(part))
                .toList();
    }

    /** Waits until a server that was started is ready. */
    void awaitReady(Process server) throws InterruptedException {
        await(Duration.ofMinutes(4), () -> {
            try {
                assertThat(server.isAlive())
                        .as("the launcher runs; it said " + Files.readString(said("serve")))
                        .isTrue();
                return installation().running().filter(Running::isReady).isPresent();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    ScumbleClient client() throws IOException {
        String url = installation().running().flatMap(Running::ingest).orElseThrow();
        return new ScumbleClient(url, Secrets.of(state()).apiKey());
    }

    static void await(Duration patience, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it took more than %s", patience).isLessThan(deadline);
            Thread.sleep(200);
        }
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    private void worker(String mainClass, String... arguments) throws Exception {
        Path app = code.resolve("cloak-worker/target/quarkus-app");
        Path cache = state().resolve("cache");
        List<String> line = new ArrayList<>(List.of(
                java(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.cachedir=" + cache.resolve("javacpp"),
                "-DDJL_CACHE_DIR=" + cache.resolve("djl"),
                "-DENGINE_CACHE_DIR=" + cache.resolve("djl"),
                "-cp",
                app.resolve("app") + "/*" + File.pathSeparator + app.resolve("lib/main") + "/*",
                mainClass));
        line.addAll(List.of(arguments));
        Path said = folder.resolve(mainClass + ".out");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
