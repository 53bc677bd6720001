package art.scumble.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One server in a JVM of its own: it says READY on standard output, and ends when its standard input closes. */
final class ServerProcess {
    private static final int STOP_SECONDS = 20;

    private final EmbeddedServers.Server server;
    private final Process process;
    private final Path log;

    ServerProcess(EmbeddedServers.Server server, List<String> command, Map<String, String> environment, Path folder)
            throws IOException {
        this.server = server;
        this.log = folder.resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.to(log.toFile()));
        this.process = builder.start();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for READY; afterwards what the server prints goes nowhere but is read, so that it never blocks. */
    void awaitReady() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.equals("READY")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException(server + " did not start; its last words (" + log + "):\n" + tail());
        }
        Thread drain = new Thread(() -> drain(out), server + "-output");
        drain.setDaemon(true);
        drain.start();
    }

    private static void drain(BufferedReader out) {
        try {
            while (out.readLine() != null) {
                // Logs go to standard error; nothing here is worth keeping.
            }
        } catch (IOException e) {
            // The process is gone.
        }
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    void askToStop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
    }

    void awaitStop() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
