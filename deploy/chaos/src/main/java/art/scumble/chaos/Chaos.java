package art.scumble.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command behind {@code ./scumble chaos}. */
@Command(
        name = "chaos",
        description = "Runs the whole pipeline under faults, and says which guarantees held.",
        mixinStandardHelpOptions = true)
public final class Chaos implements Callable<Integer> {
    private static final int ARTWORKS_A_MINUTE = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(12);

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of pictures, jobs and faults.")
    private long seed;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "2", description = "How long faults come.")
    private double minutes;

    @Option(names = "--artworks", paramLabel = "K", defaultValue = "0", description = "How many; default: 60 a minute.")
    private int artworks;

    @Option(names = "--workers", paramLabel = "W", defaultValue = "3", description = "How many; default: 3.")
    private int workers;

    @Option(names = "--faults", paramLabel = "F", defaultValue = "6", description = "A minute, on average; default: 6.")
    private double faults;

    private Chaos() {}

    /** Runs it; the exit code is 0 if every guarantee held. */
    public static void main(String[] args) {
        System.exit(Commands.run(new Chaos(), args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path code = Path.of(System.getProperty("scumble.code")).toAbsolutePath();
        String home = System.getenv("SCUMBLE_HOME");
        Path state = home == null || home.isEmpty()
                ? code.resolve(".scumble")
                : Path.of(home).toAbsolutePath();
        int count = artworks > 0 ? artworks : (int) Math.round(ARTWORKS_A_MINUTE * minutes);
        ChaosRun.Plan plan = new ChaosRun.Plan(
                seed, Duration.ofMillis(Math.round(minutes * 60_000)), count, workers, faults, PATIENCE);
        ChaosRun.Report report = ChaosRun.run(code, state.resolve("chaos").resolve(Long.toString(seed)), plan);
        print(out, report);
        return report.held() ? 0 : 1;
    }

    private static void print(PrintStream out, ChaosRun.Report report) {
        ChaosRun.Plan plan = report.plan();
        out.printf(
                "seed %d: %d artworks, %d faults in %.0f minutes, %d workers; all was over %d s after the last fault%n",
                plan.seed(),
                plan.artworks(),
                report.faults(),
                plan.time().toMillis() / 60_000.0,
                plan.workers(),
                report.drain().toSeconds());
        if (report.deaths() > 0) {
            out.println(
                    report.deaths() + " times a process ended that nobody had killed; the history has its last words");
        }
        report.verdicts().forEach(verdict -> out.println(verdict.inWords()));
        out.println("history: " + report.history());
    }
}
