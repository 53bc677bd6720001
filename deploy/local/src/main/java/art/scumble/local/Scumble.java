package art.scumble.local;

import art.scumble.contract.ArtistId;
import art.scumble.contract.Intensity;
import art.scumble.contract.Tier;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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
    private static final int MOST_WORKERS = 64;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Scumble() {}

    /** Runs one command; the exit code is 0 if it did what was asked. */
    public static void main(String[] args) {
        CommandLine commands = new CommandLine(new Scumble());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler((failure, command, result) -> {
            if (failure instanceof Problem || failure instanceof IOException) {
                command.getErr().println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
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
                code,
                home == null || home.isEmpty()
                        ? code.resolve(".scumble")
                        : Path.of(home).toAbsolutePath());
    }

    private static Stack.Plan plan(int workers) {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new Problem("--workers is 1 to " + MOST_WORKERS + ".");
        }
        String models = System.getenv("SCUMBLE_MODELS");
        String styles = System.getenv("SCUMBLE_STYLES");
        String encoders = System.getenv("SCUMBLE_ENCODERS");
        String traces = System.getenv("SCUMBLE_TRACES");
        return new Stack.Plan(
                workers,
                models == null
                        ? Path.of(System.getProperty("user.home"), ".local", "share", "scumble", "models")
                        : Path.of(models),
                Optional.ofNullable(encoders).filter(chosen -> !chosen.isBlank()),
                tier(),
                Optional.ofNullable(styles).map(Path::of),
                Optional.ofNullable(traces).filter(collector -> !collector.isBlank()));
    }

    private static Optional<Tier> tier() {
        String tier = System.getenv("SCUMBLE_TIER");
        try {
            return Optional.ofNullable(tier).filter(chosen -> !chosen.isBlank()).map(Tier::of);
        } catch (IllegalArgumentException e) {
            throw new Problem("SCUMBLE_TIER is fast, full or max, not " + tier + ".");
        }
    }

    @Command(name = "protect", description = "Protects every picture in a folder.", mixinStandardHelpOptions = true)
    int protect(
            @Parameters(arity = "0..1", paramLabel = "DIR", description = "Pictures; default: the sample gallery.")
                    @Nullable
                    Path pictures,
            @Option(names = "--out", paramLabel = "DIR", description = "Where results go; default: ./protected.")
                    @Nullable
                    Path folder,
            @Option(names = "--workers", paramLabel = "N", defaultValue = "1", description = "Workers to start.")
                    int workers,
            @Option(names = "--artist", paramLabel = "ID", description = "Whose works; default: the folder's name.")
                    @Nullable
                    String artist,
            @Option(names = "--intensity", defaultValue = "medium", description = "low, medium (the default) or high.")
                    Intensity intensity,
            @Option(names = "--fresh", description = "Begin anew, whatever was done before.") boolean fresh,
            @Option(names = "--report", description = "Make a page to look at, as show does.") boolean report,
            @Option(names = "--server", paramLabel = "URL", description = "An installation elsewhere that is to do it.")
                    @Nullable
                    URI server,
            @Option(names = "--key", paramLabel = "KEY", description = "Of that installation; default: SCUMBLE_KEY.")
                    @Nullable
                    String key)
            throws IOException, InterruptedException {
        Installation at = here();
        Stack.Plan plan = plan(workers);
        Path target = folder == null ? Path.of("protected") : folder;
        Gallery gallery = Gallery.of(pictures == null ? at.code().resolve("gallery") : pictures, target);
        Order order = new Order(artist == null ? gallery.artist() : artist(artist), intensity, fresh);
        try (Results results = Results.in(target, gallery)) {
            if (!gallery.paperwork().isEmpty()) {
                out.println("Left out, as by their names they are no pictures: " + gallery.paperwork());
            }
            Optional<Running> running = server == null ? at.running() : Optional.empty();
            if (server != null) {
                Elsewhere elsewhere = Elsewhere.of(server, key);
                protect(elsewhere.client(), at, elsewhere.name(), gallery, results, order, () -> {});
            } else if (running.isPresent()) {
                Running usable = usable(running.get());
                out.println("Using the pipeline that is running (process " + usable.pid() + ").");
                if (!usable.encoder().equals(plan.protection())) {
                    out.println("It was started with other encoders or another tier, and protects with those.");
                }
                protect(client(at, usable), at, usable.encoder(), gallery, results, order, () -> {});
            } else {
                out.println("Starting Kafka, PostgreSQL, the object store and the services …");
                try (Stack stack = Stack.start(at, "protect", plan)) {
                    Running ready = stack.running();
                    protect(client(at, ready), at, ready.encoder(), gallery, results, order, stack::requireWhole);
                }
            }
        }
        if (report) {
            new PageProcess(at).run(target, List.of());
        } else {
            out.println("To look at them: ./scumble show " + target);
        }
        return 0;
    }

    private static String artist(String id) {
        try {
            return new ArtistId(id).value();
        } catch (IllegalArgumentException e) {
            throw new Problem("--artist: " + ArtistId.RULE + ".", e);
        }
    }

    /** A stack that another protect has started goes when that is done, so it is not ours to use. */
    static Running usable(Running running) {
        if (!running.isReady() || !running.command().equals("up")) {
            throw new Problem("Scumble is already " + running.inWords() + " here; " + Problem.WAIT);
        }
        return running;
    }

    /** A client of what runs here. */
    static ScumbleClient client(Installation at, Running running) throws IOException {
        return new ScumbleClient(
                running.ingest().orElseThrow(), Secrets.of(at.state()).apiKey());
    }

    private void protect(
            ScumbleClient client,
            Installation at,
            String worker,
            Gallery gallery,
            Results results,
            Order order,
            Runnable health)
            throws IOException, InterruptedException {
        boolean terminal = Boolean.getBoolean("scumble.terminal");
        Progress progress = new Progress(out, terminal, gallery.pictures().size());
        Runtime.getRuntime().addShutdownHook(new Thread(progress::interrupted));
        try (client) {
            UnfinishedJobs unfinished = at.unfinished(worker);
            List<JsonNode> artworks = new Protecting(client, gallery, results, progress, unfinished, health).run(order);
            at.resultFolders().remember(artworks, results.folder());
            Summary.of(artworks).print(out);
        }
        out.println("Results and " + Results.REPORT + " are in " + results.folder());
    }

    @Command(
            name = "show",
            description =
                    "Makes a page to look at: before and after, their difference, what a model sees, the figures.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "DIR|JOB",
                            defaultValue = "protected",
                            description = "A folder of results, or a job's id; default: ./protected.")
                    Path what,
            @Option(names = "--pictures", paramLabel = "DIR", description = "Where the originals are now.") @Nullable
                    Path pictures,
            @Option(names = "--from", paramLabel = "N", defaultValue = "1", description = "First of 100 works.")
                    int from,
            @Option(
                            names = "--page",
                            paramLabel = "FILE",
                            description = "Where the page goes; default: report.html in the folder of results.")
                    @Nullable
                    Path page,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            description = "Where the results of a job go that are fetched; default: ./protected-JOB.")
                    @Nullable
                    Path folder,
            @Option(names = "--server", paramLabel = "URL", description = "An installation elsewhere that has the job.")
                    @Nullable
                    URI server,
            @Option(names = "--key", paramLabel = "KEY", description = "Of that installation; default: SCUMBLE_KEY.")
                    @Nullable
                    String key)
            throws IOException, InterruptedException {
        new Looking(here()).show(new Shown(what, pictures, from, page, folder, server, key));
        return 0;
    }

    @Command(
            name = "key",
            description = "Makes an API key for the pipeline that is running here, and prints it for a shell to take.",
            mixinStandardHelpOptions = true)
    int key(
            @Option(
                            names = "--tenant",
                            paramLabel = "ID",
                            defaultValue = "local",
                            description = "Whose; default: local.")
                    String tenant,
            @Option(
                            names = "--sandbox",
                            description =
                                    "If the tenant is new: let its pictures go through everything but the search.")
                    boolean sandbox)
            throws IOException, InterruptedException {
        Installation at = here();
        Running running = usable(at.running().orElseThrow(() -> new Problem("Nothing is running here; ./scumble up.")));
        String operator = Secrets.of(at.state()).operatorKey();
        try (ScumbleClient client = new ScumbleClient(running.ingest().orElseThrow(), operator)) {
            out.println("export SCUMBLE=" + running.ingest().orElseThrow());
            out.println("export SCUMBLE_KEY=" + client.key(tenant, sandbox));
        }
        return 0;
    }

    @Command(
            name = "listen",
            description = "Receives webhooks on this machine, and prints those whose signature is good.",
            mixinStandardHelpOptions = true)
    int listen(
            @Parameters(paramLabel = "SECRET", description = "Of the endpoint, whsec_…") String secret,
            @Option(names = "--port", defaultValue = "8085", description = "Where; default: 8085.") int port)
            throws IOException, InterruptedException {
        try (Listener listener = new Listener(port, secret, out)) {
            out.println("Listening at http://127.0.0.1:" + listener.port() + "/");
            new CountDownLatch(1).await();
        }
        return 0;
    }

    @Command(name = "up", description = "Starts the pipeline and leaves it running.", mixinStandardHelpOptions = true)
    int up(
            @Option(names = "--workers", paramLabel = "N", defaultValue = "1", description = "Workers to start.")
                    int workers)
            throws IOException, InterruptedException {
        plan(workers);
        return new Background(here(), out).up(workers);
    }

    @Command(name = "serve", hidden = true, description = "Runs the pipeline until it is told to stop.")
    int serve(@Option(names = "--workers", defaultValue = "1") int workers) throws IOException, InterruptedException {
        try (Stack stack = Stack.start(here(), "up", plan(workers))) {
            while (true) {
                Thread.sleep(1000);
                stack.requireWhole();
            }
        }
    }

    @Command(name = "down", description = "Stops what runs here.", mixinStandardHelpOptions = true)
    int down() throws IOException, InterruptedException {
        return new Background(here(), out).down();
    }

    @Command(name = "status", description = "Says what is running, and where.", mixinStandardHelpOptions = true)
    int status() throws IOException, InterruptedException {
        return new Background(here(), out).status();
    }
}
