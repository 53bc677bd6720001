package art.scumble.worker.command;

import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.ResidualArchitecture;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import art.scumble.worker.surrogate.SurrogateRecipe;
import art.scumble.worker.surrogate.SurrogateTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./scumble models surrogate}. */
@Command(
        name = "surrogate",
        mixinStandardHelpOptions = true,
        description =
                "Trains a residual network, to search on beside others, to tell pictures by the statistics of its stages;"
                        + " goes on where it was stopped.")
public final class Surrogate implements Callable<Integer> {
    @Mixin
    private TrainingPictures pictures = new TrainingPictures();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where state, network and log go.")
    private Path out = Path.of("");

    @Option(
            names = "--side",
            defaultValue = "96",
            description = "Of views; of every third chapter's twice as much (default: ${DEFAULT-VALUE}).")
    private int side;

    @Option(
            names = "--chapters",
            defaultValue = "36",
            description = "After each all is saved (default: ${DEFAULT-VALUE}).")
    private int chapters;

    @Option(
            names = "--attacked",
            defaultValue = "24",
            description = "Chapters at the end with views under attack (default: ${DEFAULT-VALUE}).")
    private int attacked;

    @Option(names = "--steps", defaultValue = "100", description = "Of a chapter (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--batch",
            defaultValue = "32",
            description = "Pictures of a step, of each two views (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--rate", defaultValue = "2e-3", description = "Peak learning rate (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--temperature",
            defaultValue = "0.2",
            description = "The smaller, the more the nearest strangers count (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(names = "--seed", defaultValue = "1", description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--threads", defaultValue = "0", description = "For each step (default: one for each processor).")
    private int threads;

    @Option(names = "--bf16", description = "Compute the trunk in bf16: faster where the processor has it.")
    private boolean bf16;

    /** Runs one training. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Surrogate()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        SurrogateRecipe recipe = new SurrogateRecipe(
                new ResidualArchitecture(List.of(32, 64, 96, 128), List.of(1, 1, 2, 1)),
                seed,
                side,
                chapters,
                attacked,
                steps,
                batch,
                rate,
                temperature,
                bf16);
        int used = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        SurrogateTraining training = new SurrogateTraining(recipe, pictures.shelf(), pictures.heldOut(), out, used);
        try (Encoder builtIn = Encoders.open(ModelShelf.configured(), ModelShelf.FAITHFUL, used)) {
            training.compare(builtIn, System.out);
        }
        training.run(System.out);
        return 0;
    }
}
