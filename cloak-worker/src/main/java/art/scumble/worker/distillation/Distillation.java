package art.scumble.worker.distillation;

import art.scumble.worker.cloaking.PerturbationSearch;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.BadWeights;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.StartingWeights;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.tensorflow.Deviations;
import art.scumble.worker.tensorflow.EncoderLoader;
import art.scumble.worker.tensorflow.FeatureNet;
import art.scumble.worker.tensorflow.StudentTrainer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Trains a student chapter by chapter. After each one everything is on disk: the state to go on from, the student as it
 * is, and a line of figures. A run that is started again goes on with the chapter that it was stopped in, and comes to
 * the same student.
 */
public final class Distillation implements AutoCloseable {
    /** Of a picture's own texture, as much as the product may change at medium intensity. */
    private static final double SHARE = 1;

    private static final int TEACHER_BATCH = 8;
    private static final int SCALE_CROPS = 64;
    private static final int PROCEDURAL_OF = 6;

    private final Recipe recipe;
    private final TaeArchitecture teacherArchitecture;
    private final FeatureNet teacher;
    private final PictureShelf shelf;
    private final Fidelity fidelity;
    private final Optional<Path> from;
    private final Checkpoint checkpoint;
    private final int threads;

    /**
     * A training.
     *
     * @param from an earlier student of the same architecture to train on; empty to begin with random weights
     * @param out a folder for the state, the student and the log
     */
    public Distillation(
            Recipe recipe,
            Path teacherFile,
            PictureShelf shelf,
            List<Picture> heldOut,
            Optional<Path> from,
            Path out,
            int threads)
            throws IOException {
        this.from = from;
        this.recipe = recipe;
        this.shelf = shelf;
        this.checkpoint = new Checkpoint(Files.createDirectories(out));
        this.threads = threads;
        Weights weights = Weights.read(teacherFile);
        if (!(Architecture.of(teacherFile, weights) instanceof TaeArchitecture tae)) {
            throw new BadWeights(teacherFile, "a teacher has to be of the TAE family");
        }
        teacherArchitecture = tae;
        teacher = new FeatureNet(weights, teacherArchitecture, recipe.bf16(), threads);
        fidelity = new Fidelity(heldOut, teacher, teacherArchitecture.latents());
    }

    /** Runs to the end; the student is then in the file {@code student_encoder.safetensors}. */
    public void run(PrintStream said) throws IOException {
        run(said, recipe.chapters());
    }

    /** Runs up to a chapter, as if it was interrupted then. */
    void run(PrintStream said, int until) throws IOException {
        try (StudentTrainer trainer =
                new StudentTrainer(recipe.student(), teacherArchitecture, units(), recipe.bf16(), threads)) {
            int chapter = begin(trainer);
            checkpoint.keep(trainer.student());
            for (; chapter < until; chapter++) {
                long start = System.nanoTime();
                Chapter lessons = prepare(chapter);
                long prepared = System.nanoTime();
                double[] losses = teach(trainer, lessons, chapter);
                checkpoint.save(chapter + 1, trainer.steps(), trainer.state(), trainer.student());
                String line =
                        line(trainer, chapter, losses, (prepared - start) / 1e9, (System.nanoTime() - prepared) / 1e9);
                said.println(line);
                checkpoint.log(line);
            }
        }
    }

    private int begin(StudentTrainer trainer) throws IOException {
        Optional<Checkpoint.Position> last = checkpoint.last();
        if (last.isEmpty()) {
            Map<String, Weights.Tensor> parameters = randomParameters();
            if (from.isPresent()) {
                Weights earlier = Weights.read(from.get());
                recipe.student()
                        .parameters()
                        .forEach(parameter -> parameters.put(parameter.name(), earlier.tensor(parameter.name())));
            }
            trainer.start(parameters);
            return 0;
        }
        trainer.restore(last.get().state(), last.get().steps());
        return last.get().chapters();
    }

    private Map<String, Weights.Tensor> randomParameters() {
        return StartingWeights.random(
                StudentTrainer.shapes(recipe.student(), teacherArchitecture),
                name -> name.endsWith(".conv.4.weight") || name.endsWith(".pool.3.weight"),
                name -> name.endsWith(".pool.1.weight"),
                recipe.seed());
    }

    private Deviations units() {
        Random random = new Random(recipe.seed() ^ SCALE_CROPS);
        ChannelSpread spread = new ChannelSpread(teacherArchitecture);
        for (int crop = 0; crop < SCALE_CROPS; crop++) {
            RgbImage image = crop(random, recipe.side());
            spread.add(teacher.parts(0, image.values(), 1, image.height(), image.width()));
        }
        return spread.deviations();
    }

    private boolean isOfBack(int chapter) {
        StudentTrainer.Phase phase = recipe.phase(chapter);
        return phase == StudentTrainer.Phase.PARTS || phase == StudentTrainer.Phase.BACK;
    }

    private RgbImage crop(Random random, int side) {
        BufferedImage picture = random.nextInt(PROCEDURAL_OF) == 0 ? ProceduralArt.draw(random) : shelf.draw(random);
        return Crop.of(picture, side, random);
    }

    private Chapter prepare(int number) throws IOException {
        Random random = new Random(recipe.seed() * 1_000_003 + number);
        int side = recipe.side(number);
        int count = recipe.count(recipe.crops(), side);
        List<RgbImage> crops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            crops.add(crop(random, side));
        }
        List<RgbImage> asked = recipe.robust() ? List.copyOf(crops) : crops;
        // What the back learns from are the teacher's features of the pictures as they were.
        boolean inVain = recipe.robust() && isOfBack(number);
        if (recipe.isAttacked(number) && !inVain) {
            attack(crops, random);
        }
        Chapter chapter = new Chapter(side);
        int atOnce = recipe.count(TEACHER_BATCH, side);
        for (int from = 0; from < count; from += atOnce) {
            int to = Math.min(count, from + atOnce);
            List<float[]> images =
                    crops.subList(from, to).stream().map(RgbImage::values).toList();
            float[] batch = new float[images.size() * 3 * side * side];
            for (int i = from; i < to; i++) {
                System.arraycopy(asked.get(i).values(), 0, batch, (i - from) * 3 * side * side, 3 * side * side);
            }
            chapter.add(
                    images,
                    isOfBack(number)
                            ? teacher.parts(TaeArchitecture.BACK - 1, batch, images.size(), side, side)
                            : teacher.layers(batch, images.size(), side, side));
        }
        return chapter;
    }

    /** Crops are attacked through the student that the last chapter left. */
    private void attack(List<RgbImage> crops, Random random) throws IOException {
        try (Encoder student = EncoderLoader.load(
                "student", Weights.read(checkpoint.file()), recipe.student(), recipe.bf16(), threads)) {
            for (int i = 0; i < crops.size(); i += recipe.attackedOf()) {
                StageStatistics own = student.statistics(crops.get(i));
                double[] way = own.squaredDistance(student.statistics(crops.get((i + 1) % crops.size())));
                for (int layer = 0; layer < way.length; layer++) {
                    way[layer] = Math.max(way[layer], 1e-9);
                }
                float[] budget = new float[crops.get(i).width() * crops.get(i).height()];
                Arrays.fill(budget, (2 + random.nextInt(recipe.attackLevels() - 1)) / 255f);
                float[] change = new PerturbationSearch(student, 1 + random.nextInt(recipe.attackSteps()))
                        .run(crops.get(i), Aim.away(own), way, budget, SHARE, random.nextLong());
                crops.set(i, PerturbationSearch.changed(crops.get(i), change));
            }
        }
    }

    private double[] teach(StudentTrainer trainer, Chapter chapter, int number) {
        Random random = new Random(recipe.seed() * 7_368_787 + number);
        int batch = recipe.count(recipe.batch(), recipe.side(number));
        double[] sums = {};
        int steps = 0;
        int passes = recipe.count(recipe.passes(), recipe.side(number));
        for (int pass = 0; pass < passes; pass++) {
            for (List<Integer> lesson : chapter.pass(batch, random)) {
                double partDone = (double) steps * batch / (passes * chapter.size());
                double[] losses =
                        trainer.learn(recipe.phase(number), chapter.lesson(lesson), recipe.rate(number, partDone));
                sums = Arrays.copyOf(sums, losses.length);
                for (int layer = 0; layer < losses.length; layer++) {
                    sums[layer] += losses[layer];
                }
                steps++;
            }
        }
        for (int layer = 0; layer < sums.length; layer++) {
            sums[layer] /= steps;
        }
        if (!Double.isFinite(sums[0])) {
            throw new IllegalStateException("the training has diverged in chapter " + number);
        }
        return sums;
    }

    private String line(StudentTrainer trainer, int chapter, double[] losses, double preparing, double teaching)
            throws IOException {
        double[] explained;
        try (FeatureNet student =
                new FeatureNet(Weights.read(checkpoint.file()), recipe.student(), recipe.bf16(), threads)) {
            explained = fidelity.of(student);
        }
        String errors = Arrays.stream(losses)
                .mapToObj(loss -> String.format(Locale.ROOT, "%.4f", loss))
                .collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                "%d\t%s\t%d\t%.2e\t%s\t%.4f\t%.4f\t%.1f\t%.1f",
                chapter,
                recipe.phase(chapter),
                trainer.steps(),
                recipe.rate(chapter, 1),
                errors,
                Fidelity.median(explained),
                explained[0],
                preparing,
                teaching);
    }

    @Override
    public void close() {
        teacher.close();
    }
}
