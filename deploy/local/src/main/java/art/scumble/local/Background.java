package art.scumble.local;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A stack that runs on after the command that started it. */
record Background(Installation at, PrintStream out) {
    private static final int LOOKS_PER_SECOND = 4;
    private static final int UP_SECONDS = 240;
    private static final int DOWN_SECONDS = 90;

    int up(int workers) throws IOException, InterruptedException {
        Optional<Running> running = at.running();
        if (running.isPresent()) {
            if (running.get().isReady() && running.get().command().equals("up")) {
                return status();
            }
            throw new Problem("Scumble is already " + running.get().inWords() + " here; " + Problem.WAIT);
        }
        out.println("Starting Kafka, PostgreSQL, the object store and the services …");
        Path log = at.logs().resolve("launcher.log");
        Process server = new ProcessBuilder(command(workers))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // An interrupted up leaves nothing half started.
        Thread interrupted = new Thread(server::destroy, "stop-server");
        Runtime.getRuntime().addShutdownHook(interrupted);
        for (int i = 0; i < UP_SECONDS * LOOKS_PER_SECOND && server.isAlive(); i++) {
            if (at.running().filter(Running::isReady).isPresent()) {
                Runtime.getRuntime().removeShutdownHook(interrupted);
                return status();
            }
            pause();
        }
        server.destroy();
        throw new Problem(Files.readString(log).strip());
    }

    /** In a session of its own, so that closing the terminal does not end it. */
    private List<String> command(int workers) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        } else {
            command.add("nohup");
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Dscumble.code=" + at.code(),
                "-cp",
                System.getProperty("java.class.path"),
                Scumble.class.getName(),
                "serve",
                "--workers",
                Integer.toString(workers)));
        return command;
    }

    int down() throws IOException, InterruptedException {
        Optional<Running> running = at.running();
        if (running.isEmpty()) {
            out.println("Scumble is not running.");
            return 0;
        }
        running.get().process().ifPresent(ProcessHandle::destroy);
        for (int i = 0; i < DOWN_SECONDS * LOOKS_PER_SECOND; i++) {
            if (at.running().isEmpty()) {
                out.println("Scumble has stopped.");
                return 0;
            }
            pause();
        }
        throw new Problem("Process " + running.get().pid() + " did not stop in " + DOWN_SECONDS + " seconds.");
    }

    int status() throws IOException, InterruptedException {
        Optional<Running> running = at.running();
        if (running.isEmpty()) {
            out.println("Scumble is not running.");
            return 0;
        }
        out.println("Scumble is " + running.get().inWords() + ".");
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Map.Entry<String, String> service : running.get().urls().entrySet()) {
                String health = ServiceProcess.isReady(http, service.getValue()) ? "ready" : "not ready";
                out.printf("  %-16s %s  %s%n", service.getKey(), service.getValue(), health);
            }
        }
        running.get().ingest().ifPresent(ingest -> {
            out.println("  jobs             " + ingest + "/v1/jobs");
            out.println("  API              " + ingest + "/q/openapi");
        });
        out.println("  API key          in " + at.state().resolve("secrets.json"));
        out.println("  logs             " + at.logs());
        return 0;
    }

    private static void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1000 / LOOKS_PER_SECOND);
    }
}
