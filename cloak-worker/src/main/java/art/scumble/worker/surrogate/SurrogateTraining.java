package art.scumble.worker.surrogate;

import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.distillation.Checkpoint;
import art.scumble.worker.distillation.PictureShelf;
import art.scumble.worker.distillation.ProceduralArt;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.tensorflow.ContrastTrainer;
import art.scumble.worker.tensorflow.EncoderLoader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Trains a surrogate chapter by chapter. After each one everything is on disk: the state to go on from, the network as it
 * is, and a line of figures. A run that is started again goes on with the chapter that it was stopped in, and comes to
 * the same network.
 */
public final class SurrogateTraining {
    private static final int PROCEDURAL_OF = 6;

    private final SurrogateRecipe recipe;
    private final PictureShelf shelf;
    private final Retrieval retrieval;
    private final Checkpoint checkpoint;
    private final int threads;

    /**
     * A training.
     *
     * @param heldOut pictures that are not on the shelf, to measure by
     * @param out a folder for the state, the network and the log
     */
    public SurrogateTraining(SurrogateRecipe recipe, PictureShelf shelf, List<Picture> heldOut, Path out, int threads)
            throws IOException {
        this.recipe = recipe;
        this.shelf = shelf;
        this.retrieval = new Retrieval(heldOut);
        this.checkpoint = new Checkpoint(Files.createDirectories(out), "surrogate_encoder.safetensors");
        this.threads = threads;
    }

    /** Says how well tiles of the pictures held out are found by an encoder's statistics. */
    public void compare(Encoder encoder, PrintStream said) throws IOException {
        Retrieval.Rates rates = retrieval.of(encoder);
        say(
                said,
                String.format(
                        Locale.ROOT,
                        "# %s finds %.3f of %d tiles, %.3f of them worn; guessing %.3f",
                        encoder.members().getFirst().identity().name(),
                        rates.plain(),
                        retrieval.tiles(),
                        rates.worn(),
                        retrieval.chance()));
    }

    /** Runs to the end; the network is then in the file {@code surrogate_encoder.safetensors}. */
    public void run(PrintStream said) throws IOException {
        run(said, recipe.chapters());
    }

    /** Runs up to a chapter, as if it was interrupted then. */
    void run(PrintStream said, int until) throws IOException {
        try (ContrastTrainer trainer =
                new ContrastTrainer(recipe.network(), recipe.temperature(), recipe.bf16(), threads)) {
            int chapter = begin(trainer, said);
            for (; chapter < until; chapter++) {
                long start = System.nanoTime();
                ContrastTrainer.Learnt learnt = teach(trainer, chapter);
                save(trainer, chapter + 1);
                say(said, line(trainer, chapter, learnt, (System.nanoTime() - start) / 1e9));
            }
        }
    }

    private int begin(ContrastTrainer trainer, PrintStream said) throws IOException {
        Optional<Checkpoint.Position> last = checkpoint.last();
        if (last.isPresent()) {
            trainer.restore(last.get().state(), last.get().steps());
            return last.get().chapters();
        }
        trainer.start(recipe.seed());
        save(trainer, 0);
        say(said, "# chapter, steps, side, rate, loss, found among the views of a step, tiles, worn tiles, seconds");
        Retrieval.Rates rates = rates();
        say(said, String.format(Locale.ROOT, "-\t0\t\t\t\t\t%.3f\t%.3f", rates.plain(), rates.worn()));
        return 0;
    }

    private ContrastTrainer.Learnt teach(ContrastTrainer trainer, int chapter) {
        Random random = new Random(recipe.seed() * 1_000_003 + chapter);
        int steps = recipe.steps(chapter);
        double loss = 0;
        double found = 0;
        for (int step = 0; step < steps; step++) {
            ContrastTrainer.Views views = views(chapter, random);
            if (recipe.isAttacked(chapter)) {
                views = Attack.on(views, trainer, random);
            }
            ContrastTrainer.Learnt learnt = trainer.learn(views, recipe.rate(chapter, step / (double) steps));
            loss += learnt.loss() / steps;
            found += learnt.found() / steps;
        }
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("the training has diverged in chapter " + chapter);
        }
        return new ContrastTrainer.Learnt(loss, found);
    }

    private ContrastTrainer.Views views(int chapter, Random random) {
        int side = recipe.side(chapter);
        int count = recipe.pictures(chapter);
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < count / PROCEDURAL_OF; i++) {
            pictures.add(ProceduralArt.draw(random));
        }
        pictures.addAll(shelf.draw(count - pictures.size(), random));
        int length = 3 * side * side;
        float[] images = new float[2 * count * length];
        for (int view = 0; view < 2 * count; view++) {
            RgbImage image = View.of(pictures.get(view % count), side, random);
            System.arraycopy(image.values(), 0, images, view * length, length);
        }
        return new ContrastTrainer.Views(count, side, images);
    }

    private void save(ContrastTrainer trainer, int chapters) throws IOException {
        checkpoint.save(chapters, trainer.steps(), trainer.state(), trainer.network());
    }

    private Retrieval.Rates rates() throws IOException {
        Weights weights = Weights.read(checkpoint.file());
        try (Encoder encoder = EncoderLoader.load("surrogate", weights, recipe.network(), recipe.bf16(), threads)) {
            return retrieval.of(encoder);
        }
    }

    private String line(ContrastTrainer trainer, int chapter, ContrastTrainer.Learnt learnt, double seconds)
            throws IOException {
        Retrieval.Rates rates = rates();
        return String.format(
                Locale.ROOT,
                "%d\t%d\t%d\t%.2e\t%.4f\t%.3f\t%.3f\t%.3f\t%.1f",
                chapter,
                trainer.steps(),
                recipe.side(chapter),
                recipe.rate(chapter, 1),
                learnt.loss(),
                learnt.found(),
                rates.plain(),
                rates.worn(),
                seconds);
    }

    private void say(PrintStream said, String line) throws IOException {
        said.println(line);
        checkpoint.log(line);
    }
}
