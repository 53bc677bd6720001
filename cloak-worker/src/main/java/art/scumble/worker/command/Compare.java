package art.scumble.worker.command;

import art.scumble.contract.Intensity;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.Effort;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.PlainPictures;
import art.scumble.worker.cloaking.Target;
import art.scumble.worker.cloaking.VisibilityBudget;
import art.scumble.worker.distillation.Fidelity;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import art.scumble.worker.tensorflow.FeatureNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./scumble models compare}: how far a cloak that was searched on one encoder moves another one, next to what a
 * cloak searched on that one itself does, with the same budget, steps and seeds; how much of its latents the one
 * explains; and what a step costs on each.
 */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Measures how far a cloak searched on one encoder moves another, how much of its latents' variance the"
                        + " one explains, and what a step costs on each.")
public final class Compare implements Callable<Integer> {
    private static final Effort EFFORT = new Effort(448, 24);
    private static final int SPEED_SIDE = 512;
    private static final int SPEED_ROUNDS = 7;
    private static final int WARM_UP = 2;

    @Parameters(index = "0", paramLabel = "SURROGATE", description = "The encoder to search on.")
    private String surrogate = "";

    @Parameters(index = "1", paramLabel = "OTHER", description = "The encoder to move.")
    private String other = "";

    @Option(
            names = "--pictures",
            required = true,
            paramLabel = "FILE",
            description = "A list of pictures, a path a line.")
    private Path list = Path.of("");

    private record Row(double searchedOnOther, double searchedOnSurrogate, double shifted) {
        double transfer() {
            return searchedOnSurrogate / searchedOnOther;
        }

        double control() {
            return shifted / searchedOnSurrogate;
        }
    }

    @Override
    public Integer call() throws IOException {
        ModelShelf shelf = ModelShelf.configured();
        int threads = Runtime.getRuntime().availableProcessors();
        try (Encoder from = Encoders.open(shelf, surrogate, threads);
                Encoder to = Encoders.open(shelf, other, threads)) {
            System.out.printf(Locale.ROOT, "%s%n%s%n", from.members(), to.members());
            List<Picture> pictures = PlainPictures.listed(list);
            List<Row> rows = new ArrayList<>();
            System.out.println("picture\tsearched on " + other + "\tsearched on " + surrogate + "\tthe latter shifted");
            for (int i = 0; i < pictures.size(); i++) {
                Row row = row(from, to, pictures.get(i), pictures.get((i + 1) % pictures.size()), i);
                rows.add(row);
                System.out.printf(
                        Locale.ROOT,
                        "%d\t%.3f\t%.3f\t%.3f%n",
                        i + 1,
                        row.searchedOnOther,
                        row.searchedOnSurrogate,
                        row.shifted);
            }
            System.out.printf(
                    Locale.ROOT,
                    "Medians: %s moves %s %.2f times as far as a search on itself; shifted, %.2f of that.%n",
                    surrogate,
                    other,
                    median(rows.stream().mapToDouble(Row::transfer).toArray()),
                    median(rows.stream().mapToDouble(Row::control).toArray()));
            explained(shelf, from, to, pictures, threads);
            speed(from, to);
        }
        return 0;
    }

    /** How faithful a student is, if the two are single TAE encoders of latents alike. */
    private static void explained(ModelShelf shelf, Encoder from, Encoder to, List<Picture> pictures, int threads)
            throws IOException {
        if (from.members().size() != 1 || to.members().size() != 1) {
            return;
        }
        String student = from.members().getFirst().identity().name();
        String teacher = to.members().getFirst().identity().name();
        Weights own = shelf.weights(student);
        Weights wanted = shelf.weights(teacher);
        if (Architecture.of(shelf.place(student), own) instanceof TaeArchitecture narrow
                && Architecture.of(shelf.place(teacher), wanted) instanceof TaeArchitecture wide
                && narrow.latents() == wide.latents()) {
            try (FeatureNet teaching = new FeatureNet(wanted, wide, false, threads);
                    FeatureNet learnt = new FeatureNet(own, narrow, false, threads)) {
                double[] parts = new Fidelity(pictures, teaching, wide.latents()).of(learnt);
                System.out.printf(
                        Locale.ROOT,
                        "%s explains %.3f (least %.3f) of the variance of the latents of %s, in fp32.%n",
                        student,
                        Fidelity.median(parts),
                        parts[0],
                        teacher);
            }
        }
    }

    /** Displacements of the other encoder's statistics, as a part of the way to the next picture's style. */
    private static Row row(Encoder from, Encoder to, Picture picture, Picture next, long seed) {
        Cloaker surrogate = new Cloaker(from, EFFORT);
        Cloaker own = new Cloaker(to, EFFORT);
        StageStatistics style = own.style(picture);
        StageStatistics assigned = own.style(next);
        Picture byOwn =
                own.cloak(picture, style, Target.of(assigned), VisibilityBudget.Limits.of(Intensity.MEDIUM), seed);
        Picture bySurrogate = surrogate.cloak(
                picture,
                surrogate.style(picture),
                Target.of(surrogate.style(next)),
                VisibilityBudget.Limits.of(Intensity.MEDIUM),
                seed);
        return new Row(
                own.measure(picture, byOwn, style, assigned).effect().displacement(),
                own.measure(picture, bySurrogate, style, assigned).effect().displacement(),
                own.measure(picture, bySurrogate, style, assigned).effect().shiftedDisplacement());
    }

    /** In turns, so that what else the machine does strikes both. */
    private void speed(Encoder from, Encoder to) {
        Random random = new Random(1);
        float[] values = new float[3 * SPEED_SIDE * SPEED_SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        RgbImage image = new RgbImage(SPEED_SIDE, SPEED_SIDE, values);
        double[] fromSeconds = new double[SPEED_ROUNDS];
        double[] toSeconds = new double[SPEED_ROUNDS];
        for (int round = -WARM_UP; round < SPEED_ROUNDS; round++) {
            double first = seconds(from, image, round + WARM_UP);
            double second = seconds(to, image, round + WARM_UP);
            if (round >= 0) {
                fromSeconds[round] = first;
                toSeconds[round] = second;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "A step at %d × %d: %.3f s on %s, %.3f s on %s, medians of %d in turns; ratio %.2f.%n",
                SPEED_SIDE,
                SPEED_SIDE,
                median(fromSeconds),
                surrogate,
                median(toSeconds),
                other,
                SPEED_ROUNDS,
                median(fromSeconds) / median(toSeconds));
    }

    private static double seconds(Encoder encoder, RgbImage image, int step) {
        StageStatistics own = encoder.statistics(image);
        double[] way = new double[own.layers().size()];
        Arrays.fill(way, 1);
        long start = System.nanoTime();
        encoder.slope(image, Aim.away(own), way, step);
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] values) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        return Fidelity.median(ascending);
    }
}
