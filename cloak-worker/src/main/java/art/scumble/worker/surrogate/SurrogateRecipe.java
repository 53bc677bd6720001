package art.scumble.worker.surrogate;

import art.scumble.worker.distillation.Recipe;
import art.scumble.worker.encoder.ResidualArchitecture;

/**
 * All that decides what a surrogate becomes, besides the pictures.
 *
 * @param network the architecture to train
 * @param seed the same one gives the same network on the same machine
 * @param side of the views in pixels; in every third chapter, the last one included, they are twice as wide
 * @param chapters after each of which all is saved
 * @param attackedChapters at the end: the first view of each picture carries a perturbation that makes its partner harder
 *     to find
 * @param steps of a chapter; half as many where views are wide
 * @param pictures of a step, of each of which there are two views; half as many where views are wide
 * @param peakRate learning rate after the first chapter; it falls to a fiftieth along a cosine
 * @param temperature of the likenesses
 * @param bf16 whether the trunk computes in bf16
 */
public record SurrogateRecipe(
        ResidualArchitecture network,
        long seed,
        int side,
        int chapters,
        int attackedChapters,
        int steps,
        int pictures,
        double peakRate,
        double temperature,
        boolean bf16) {
    /** Pictures that are cloaked are larger than the views, and what a network sees at edges counts less in them. */
    private static final int WIDE_EVERY = 3;

    public SurrogateRecipe {
        if (chapters < 1 || steps < 2 || pictures < 4) {
            throw new IllegalArgumentException("a surrogate needs a chapter of two steps, each with four pictures");
        }
    }

    private int factor(int chapter) {
        return (chapters - 1 - chapter) % WIDE_EVERY == 0 ? 2 : 1;
    }

    int side(int chapter) {
        return side * factor(chapter);
    }

    int steps(int chapter) {
        return steps / factor(chapter);
    }

    int pictures(int chapter) {
        return pictures / factor(chapter);
    }

    boolean isAttacked(int chapter) {
        return chapter >= chapters - attackedChapters;
    }

    double rate(int chapter, double partDone) {
        return Recipe.rate(peakRate, chapter + partDone, chapters);
    }
}
