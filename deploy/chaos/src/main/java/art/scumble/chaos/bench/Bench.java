package art.scumble.chaos.bench;

import art.scumble.chaos.Commands;
import art.scumble.chaos.load.Platform;
import art.scumble.local.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./scumble bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the pipeline around the cloak, with a cost model in the cloak's place.")
public final class Bench {
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Path code = Path.of(System.getProperty("scumble.code")).toAbsolutePath();

    private Bench() {}

    /** Runs one of them. */
    public static void main(String[] args) {
        System.exit(Commands.run(new Bench(), args));
    }

    @Command(
            name = "overhead",
            mixinStandardHelpOptions = true,
            description = "What an artwork takes when its cloak takes nothing: one job of small pictures, one partition"
                    + " for each lane.")
    void overhead(
            @Option(names = "--artworks", defaultValue = "600") int artworks,
            @Option(names = "--workers", split = ",", defaultValue = "1,2,4,8") List<Integer> workers)
            throws IOException, InterruptedException {
        double one = 0;
        for (int count : workers) {
            try (Pipeline pipeline = new Pipeline(code, count, 0)) {
                Platform platform = pipeline.platform();
                List<String> uploads = Pipeline.uploads(platform, artworks);
                UUID warm = Pipeline.submit(platform, "bulk", uploads, artworks / 4);
                Pipeline.secondsToTheEnd(platform, warm, System.nanoTime());
                long since = System.nanoTime();
                UUID job = Pipeline.submit(platform, "bulk", uploads, artworks);
                double each = 1000 * Pipeline.secondsToTheEnd(platform, job, since) / artworks;
                one = one == 0 ? each : one;
                out.printf("%d workers: %.1f ms an artwork, %.2f of the first line%n", count, each, each / one);
            }
        }
    }

    @Command(
            name = "lanes",
            mixinStandardHelpOptions = true,
            description = "How long an upload takes while an import runs, and without: equal pictures, one worker.")
    void lanes(
            @Option(names = "--import", defaultValue = "10000") int imported,
            @Option(names = "--uploads", defaultValue = "15") int count,
            @Option(names = "--seconds", defaultValue = "1", description = "What a search takes.") double seconds)
            throws IOException, InterruptedException {
        try (Pipeline pipeline = new Pipeline(code, 1, seconds / Pipeline.MEGAPIXELS)) {
            Platform platform = pipeline.platform();
            List<String> uploads = Pipeline.uploads(platform, count);
            median(platform, uploads);
            double idle = median(platform, uploads);
            UUID job = Pipeline.submit(platform, "bulk", uploads, imported);
            single(platform, uploads.getFirst());
            double loaded = median(platform, uploads);
            int ended =
                    imported - platform.job(job).path("counts").path("received").asInt();
            platform.cancel(job);
            out.printf(
                    "an upload takes %.2f s on an idle system and %.2f s under an import of %d (%d admitted by then):"
                            + " %.2f times as long (medians of %d)%n",
                    idle, loaded, imported, ended, loaded / idle, count);
        }
    }

    private static double median(Platform platform, List<String> uploads) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (String upload : uploads) {
            seconds.add(single(platform, upload));
        }
        Collections.sort(seconds);
        return seconds.get(seconds.size() / 2);
    }

    private static double single(Platform platform, String upload) throws IOException, InterruptedException {
        long since = System.nanoTime();
        UUID job = Pipeline.submit(platform, "interactive", List.of(upload), 1);
        return Pipeline.secondsToTheEnd(platform, job, since);
    }

    @Command(
            name = "tenants",
            mixinStandardHelpOptions = true,
            description = "How long a tenant's few artworks take beside another's many: equal pictures and weights.")
    void tenants(
            @Option(names = "--few", defaultValue = "100") int few,
            @Option(names = "--many", defaultValue = "10000") int many,
            @Option(names = "--workers", defaultValue = "2") int workers,
            @Option(names = "--seconds", defaultValue = "0.25", description = "What a search takes.") double seconds)
            throws IOException, InterruptedException {
        try (Pipeline pipeline = new Pipeline(code, workers, seconds / Pipeline.MEGAPIXELS)) {
            Platform large = pipeline.platform();
            Platform small = pipeline.platform("small");
            List<String> uploads = Pipeline.uploads(small, few);
            long since = System.nanoTime();
            double alone = Pipeline.secondsToTheEnd(small, Pipeline.submit(small, "bulk", uploads, few), since);
            List<String> others = Pipeline.uploads(large, few);
            UUID job = Pipeline.submit(large, "bulk", others, many);
            since = System.nanoTime();
            double beside = Pipeline.secondsToTheEnd(small, Pipeline.submit(small, "bulk", uploads, few), since);
            large.cancel(job);
            out.printf(
                    "%d artworks take %.1f s alone and %.1f s beside another tenant's %d: %.2f times their fair time,"
                            + " which is twice the first%n",
                    few, alone, beside, many, beside / (2 * alone));
        }
    }

    @Command(
            name = "linear",
            mixinStandardHelpOptions = true,
            description = "Time and memory of one worker, started as the launcher does, with many large pictures.")
    void linear(
            @Option(names = "--pictures", split = ",", defaultValue = "1,20,200") List<Integer> pictures,
            @Option(names = "--seconds", defaultValue = "1", description = "What a search takes.") double seconds,
            @Option(names = "--real", description = "Search, instead.") boolean real)
            throws IOException, InterruptedException {
        OptionalDouble model = real ? OptionalDouble.empty() : OptionalDouble.of(seconds / Linear.MEGAPIXELS);
        try (Pipeline pipeline = Pipeline.ofOneWorker(code, model)) {
            List<Linear.Line> lines = new Linear(pipeline).measure(pictures);
            double one = lines.getFirst().seconds();
            lines.forEach(line -> out.println(line.inWords(one)));
            if (lines.stream().anyMatch(Linear.Line::isTooMuch)) {
                throw new Problem("The worker took more than 4 GB, or was swapped out.");
            }
        }
    }
}
