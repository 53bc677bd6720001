package art.scumble.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of {@code ./scumble}. */
@Command(
        name = "scumble",
        description = "Protects galleries from style mimicry by generative models.",
        mixinStandardHelpOptions = true,
        version = "scumble 0.1.0",
        synopsisSubcommandLabel = "COMMAND")
public final class Scumble {
    private static final int DOWN_SECONDS = 90;
    private static final int UP_SECONDS = 240;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Scumble() {}

    /** Runs one command; the exit code is 0 if it did what was asked. */
    public static void main(String[] args) {
        CommandLine commands = new CommandLine(new Scumble());
        commands.setExecutionExceptionHandler((failure, command, result) -> {
            if (failure instanceof Problem) {
                command.getErr().println(failure.getMessage());
                return 1;
            }
            throw failure;
        });
        System.exit(commands.execute(args));
    }

    private static Installation here() {
        Path code = Path.of(System.getProperty("scumble.code")).toAbsolutePath();
        String home = System.getenv("SCUMBLE_HOME");
        return new Installation(
                code, home == null ? code.resolve(".scumble") : Path.of(home).toAbsolutePath());
    }

    private static Stack.Plan plan(int workers) {
        String models = System.getenv("SCUMBLE_MODELS");
        String styles = System.getenv("SCUMBLE_STYLES");
        return new Stack.Plan(
                workers,
                models == null
                        ? Path.of(System.getProperty("user.home"), ".local", "share", "scumble", "models")
                        : Path.of(models),
                Optional.ofNullable(styles).map(Path::of));
    }

    private static void require(int workers) {
        if (workers < 1 || workers > 64) {
            throw new Problem("--workers is 1 to 64.");
        }
    }

    @Command(name = "protect", description = "Protects every picture in a folder.", mixinStandardHelpOptions = true)
    int protect(
            @Parameters(arity = "0..1", paramLabel = "DIR", description = "Pictures; default: the sample gallery.")
                    @Nullable
                    Path pictures,
            @Option(names = "--out", description = "Where results go; default: ./protected.") @Nullable Path results,
            @Option(names = "--workers", defaultValue = "1", description = "Workers to start.") int workers,
            @Option(names = "--artist", defaultValue = "artist", description = "Whose works they are.") String artist,
            @Option(names = "--intensity", defaultValue = "medium", description = "low, medium or high.")
                    String intensity)
            throws IOException, InterruptedException {
        require(workers);
        Installation at = here();
        Gallery gallery = Gallery.of(
                pictures == null ? at.code().resolve("gallery") : pictures,
                results == null ? Path.of("protected") : results);
        gallery.files();
        Optional<Installation.Running> running = at.running();
        if (running.isPresent()) {
            return protect(at, running.get().ingestUrl(), gallery, artist, intensity);
        }
        out.println("Starting Kafka, PostgreSQL, the object store and the services …");
        try (Stack stack = Stack.start(at, plan(workers))) {
            return protect(at, stack.ingestUrl(), gallery, artist, intensity);
        }
    }

    private int protect(Installation at, String url, Gallery gallery, String artist, String intensity)
            throws IOException, InterruptedException {
        ScumbleClient client = new ScumbleClient(url, Secrets.of(at.state()).apiKey());
        List<JsonNode> artworks = new Protecting(client, gallery, out).run(artist, intensity);
        Summary.print(artworks, out);
        out.println("Results and " + Gallery.REPORT + " are in " + gallery.out());
        return 0;
    }

    @Command(name = "up", description = "Starts the pipeline and leaves it running.", mixinStandardHelpOptions = true)
    int up(@Option(names = "--workers", defaultValue = "1", description = "Workers to start.") int workers)
            throws IOException, InterruptedException {
        require(workers);
        Installation at = here();
        if (at.running().isPresent()) {
            return status();
        }
        File log = at.logs().resolve("launcher.log").toFile();
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Dscumble.code=" + at.code(),
                "-cp",
                System.getProperty("java.class.path"),
                Scumble.class.getName(),
                "serve",
                "--workers",
                Integer.toString(workers)));
        Process server = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        for (int i = 0; i < UP_SECONDS * 4 && server.isAlive(); i++) {
            if (at.running().isPresent()) {
                return status();
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        server.destroy();
        throw new Problem(Files.readString(log.toPath()).strip());
    }

    @Command(name = "serve", hidden = true, description = "Runs the pipeline until it is told to stop.")
    int serve(@Option(names = "--workers", defaultValue = "1") int workers) throws IOException, InterruptedException {
        Stack.start(here(), plan(workers));
        Thread.currentThread().join();
        return 0;
    }

    @Command(name = "down", description = "Stops what up started.", mixinStandardHelpOptions = true)
    int down() throws IOException, InterruptedException {
        Optional<Installation.Running> running = here().running();
        if (running.isEmpty()) {
            out.println("Scumble is not running.");
            return 0;
        }
        ProcessHandle.of(running.get().pid()).ifPresent(ProcessHandle::destroy);
        for (int i = 0; i < DOWN_SECONDS * 4; i++) {
            if (here().running().isEmpty()) {
                out.println("Scumble has stopped.");
                return 0;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        throw new Problem("Process " + running.get().pid() + " did not stop in " + DOWN_SECONDS + " seconds.");
    }

    @Command(name = "status", description = "Says what is running.", mixinStandardHelpOptions = true)
    int status() throws IOException {
        Installation at = here();
        Optional<Installation.Running> running = at.running();
        if (running.isEmpty()) {
            out.println("Scumble is not running.");
            return 0;
        }
        out.println("Scumble is running (process " + running.get().pid() + ").");
        out.println("  jobs     " + running.get().ingestUrl() + "/v1/jobs");
        out.println("  API      " + running.get().ingestUrl() + "/q/openapi");
        out.println("  API key  in " + at.state().resolve("secrets.json"));
        out.println("  logs     " + at.logs());
        return 0;
    }
}
