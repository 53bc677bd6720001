package art.scumble.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws the page of a folder of results, in a process of its own: it needs the worker's code, and memory for pictures. */
final class PageProcess {
    /** Enough for two pictures of 24 megapixels. */
    private static final String HEAP = "1g";

    /** What its own sentence begins with. */
    private static final String SORRY = "NO PAGE. ";

    private static final String MAIN = "art.scumble.worker.command.Show";

    private final Installation at;

    PageProcess(Installation at) {
        this.at = at;
    }

    /**
     * Runs it; what it says goes where we speak, and what the native engine says into a log.
     *
     * @throws Problem if no page came of it
     */
    void run(Path folder, List<String> options) throws IOException, InterruptedException {
        ServiceProcess.Plan plan = new ServiceProcess.Plan("cloak-worker", "show", 0, HEAP, Map.of());
        Path app = at.code().resolve(plan.module()).resolve("target/quarkus-app");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(plan.memory());
        command.addAll(ServiceProcess.surroundings(at));
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "-cp",
                Stream.of("app", "lib/main", "lib/boot")
                        .map(part -> app.resolve(part) + "/*")
                        .collect(Collectors.joining(File.pathSeparator)),
                MAIN));
        command.addAll(options);
        // A folder may be called anything, --help for one.
        command.addAll(List.of("--", folder.toString()));
        Path log = at.logs().resolve("show.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(log.toFile());
        builder.environment().putAll(plan.environment());
        Process process = builder.start();
        try {
            if (process.waitFor() != 0) {
                throw new Problem(why(log));
            }
        } finally {
            process.destroy();
        }
    }

    private static String why(Path log) throws IOException {
        return ServiceProcess.lines(log).stream()
                .filter(line -> line.startsWith(SORRY))
                .map(line -> line.substring(SORRY.length()))
                .findFirst()
                .orElse("The page could not be drawn; " + log + " says why.");
    }
}
