package art.scumble.evaluation.speed;

import art.scumble.evaluation.Commands;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./scumble bench cloak}: what a cloak costs by each tier, and how near a step comes to the machine's limit. */
@Command(
        name = "cloak",
        mixinStandardHelpOptions = true,
        description =
                "Measures what a cloak costs by each tier and what it does to networks that it was not searched on,"
                        + " and a step of the search next to a matrix product.")
public final class BenchCloak implements Callable<Integer> {
    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "A painting, whose middle square is taken; again for another one, and then medians are given."
                    + " By default the one of gallery/ with the largest square.")
    private List<Path> files = List.of();

    @Option(
            names = "--encoders",
            defaultValue = Encoders.BUILT_IN,
            description = "To search on, as SCUMBLE_ENCODERS (default: ${DEFAULT-VALUE}).")
    private String encoders = "";

    @Option(
            names = "--sides",
            split = ",",
            defaultValue = "512,1024",
            description = "Of the squares, in pixels (default: ${DEFAULT-VALUE}).")
    private List<Integer> sides = List.of();

    @Option(
            names = "--runs",
            defaultValue = "3",
            description = "Cloaks of each picture by each tier; with 0, steps only (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--rounds",
            defaultValue = "9",
            description = "Of steps that are timed (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--threads", description = "For one computation; by default as many as there are processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    private final Path code = Path.of(System.getProperty("scumble.code", ""));

    private BenchCloak() {}

    /** Runs it; the exit code is 0 if all was measured. */
    public static void main(String[] args) {
        Commands.main(new BenchCloak(), args);
    }

    @Override
    public Integer call() throws IOException {
        ModelShelf shelf = ModelShelf.configured();
        List<Painting> gallery = Painting.in(code.resolve("gallery"));
        List<Painting> paintings = Painting.read(files);
        if (paintings.isEmpty()) {
            paintings.add(gallery.stream()
                    .max(Comparator.comparingInt(Painting::shortestSide))
                    .orElseThrow());
        }
        List<String> names = paintings.stream().map(Painting::name).toList();
        Painting stranger = gallery.stream()
                .filter(painting -> !names.contains(painting.name()))
                .findFirst()
                .orElseThrow();
        load();
        try (Encoder encoder = Encoders.open(shelf, encoders, threads)) {
            System.out.printf("searched on %s; the assigned style is that of %s%n", encoder.members(), stranger.name());
            if (runs > 0) {
                tiers(encoder, paintings, stranger, gallery);
            }
            for (Encoder.Member member : encoder.members()) {
                steps(shelf, member.identity(), paintings.getFirst(), stranger);
            }
        }
        load();
        return 0;
    }

    private void tiers(Encoder encoder, List<Painting> paintings, Painting stranger, List<Painting> gallery)
            throws IOException {
        List<Picture> unit = gallery.stream()
                .map(painting -> painting.square(TierBench.COPY).picture())
                .toList();
        try (Onlookers onlookers = new Onlookers(unit, Commands.networks(), threads)) {
            TierBench bench = new TierBench(encoder, stranger.picture(), onlookers);
            for (int side : sides) {
                List<Picture> squares = new ArrayList<>();
                System.out.printf("%n%d × %d, medians of %d runs:%n", side, side, runs);
                for (Painting painting : paintings) {
                    Square square = painting.square(side);
                    System.out.printf("%s: %s%n", painting.name(), square.words());
                    squares.add(square.picture());
                }
                System.out.printf("%n%s", new TierTable(bench.cloaks(squares, runs)).text());
            }
        }
    }

    private void steps(ModelShelf shelf, Encoder.Identity identity, Painting painting, Painting stranger)
            throws IOException {
        String name = identity.name();
        Weights weights = shelf.weights(name);
        Architecture architecture = Architecture.of(shelf.place(name), weights);
        boolean bf16 = !identity.precision().equals("fp32");
        System.out.printf("%nA step, medians of %d in turns, %d threads:%n", rounds, threads);
        try (StepBench bench = new StepBench(name, weights, architecture, bf16, threads)) {
            for (int side : sides) {
                System.out.print(bench.add(
                        painting.square(side).picture(), stranger.square(side).picture()));
            }
            System.out.printf("%n%s%n", bench.text(rounds));
        }
    }

    private static void load() {
        System.out.printf(
                Locale.ROOT,
                "load of the machine in the last minute: %.1f%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
