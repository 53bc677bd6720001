package art.scumble.worker.command;

import art.scumble.worker.cloaking.PlainPictures;
import art.scumble.worker.distillation.Distillation;
import art.scumble.worker.distillation.PictureShelf;
import art.scumble.worker.distillation.Recipe;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.tensorflow.StudentTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./scumble models distil}. */
@Command(
        name = "distil",
        mixinStandardHelpOptions = true,
        description = "Trains a student such as scumble-s on a wide encoder's answers; goes on where it was stopped.")
public final class Distil implements Callable<Integer> {
    @Option(names = "--teacher", required = true, paramLabel = "FILE", description = "The wide encoder's weights.")
    private Path teacher = Path.of("");

    @Option(
            names = "--pictures",
            required = true,
            paramLabel = "WEIGHT:DIR",
            description = "Pictures to teach with, and how often to draw from them; may be given several times.")
    private List<String> pictures = new ArrayList<>();

    @Option(
            names = "--leave-out",
            paramLabel = "WORD",
            defaultValue = "",
            description = "Files with this in their names are not taught with.")
    private String leaveOut = "";

    @Option(
            names = "--held-out",
            required = true,
            paramLabel = "FILE",
            description = "A list of pictures to measure by, a path a line.")
    private Path heldOut = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "An earlier student to train on (default: random weights).")
    private @Nullable Path from;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where state, student and log go.")
    private Path out = Path.of("");

    @Option(names = "--side", defaultValue = "128", description = "Of small crops (default: ${DEFAULT-VALUE}).")
    private int side;

    @Option(
            names = "--chapters",
            defaultValue = "PARTS=12,BACK=12,FRONT=4,ALL=24",
            split = ",",
            paramLabel = "PHASE=COUNT",
            description = "How long to train the parts of the back, the back, the front through it, and all together"
                    + " (default: ${DEFAULT-VALUE}).")
    private Map<StudentTrainer.Phase, Integer> chapters = Map.of();

    @Option(
            names = "--attacked",
            defaultValue = "12",
            description = "Chapters at the end with pictures under attack (default: ${DEFAULT-VALUE}).")
    private int attacked;

    @Option(
            names = "--robust",
            description = "Those chapters teach what the teacher makes of the pictures as they were before the attack,"
                    + " a weaker one: so scumble-r came of scumble-s (--from).")
    private boolean robust;

    @Option(names = "--crops", defaultValue = "768", description = "Crops of a chapter (default: ${DEFAULT-VALUE}).")
    private int crops;

    @Option(names = "--passes", defaultValue = "3", description = "Over a chapter (default: ${DEFAULT-VALUE}).")
    private int passes;

    @Option(names = "--batch", defaultValue = "8", description = "Crops of a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--rate", defaultValue = "2e-3", description = "Peak learning rate (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--seed", defaultValue = "1", description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--bf16", description = "Compute the trunks in bf16: faster where the processor has it.")
    private boolean bf16;

    /** Runs one training. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Distil()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Recipe recipe = new Recipe(
                new TaeArchitecture(List.of(16, 16, 64, 64), 32, 256),
                seed,
                side,
                chapters,
                attacked,
                robust,
                crops,
                passes,
                batch,
                rate,
                bf16);
        int threads = Runtime.getRuntime().availableProcessors();
        try (Distillation distillation = new Distillation(
                recipe, teacher, shelf(), PlainPictures.listed(heldOut), Optional.ofNullable(from), out, threads)) {
            distillation.run(System.out);
        }
        return 0;
    }

    private PictureShelf shelf() throws IOException {
        PictureShelf shelf = new PictureShelf(
                pictures.stream().map(PictureShelf.Collection::of).toList(), leaveOut);
        System.out.println(shelf.size() + " pictures");
        return shelf;
    }
}
