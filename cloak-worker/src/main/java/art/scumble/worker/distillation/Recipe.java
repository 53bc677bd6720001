package art.scumble.worker.distillation;

import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.tensorflow.StudentTrainer.Phase;
import java.util.Arrays;
import java.util.Map;

/**
 * All that decides what a student becomes, besides its teacher and the pictures. One phase follows the other, each with
 * a learning rate that rises and falls.
 *
 * @param student the architecture to train
 * @param seed the same one gives the same student on the same machine
 * @param side of the small crops in pixels, a multiple of 8; the others are twice and three times as wide
 * @param phases how many chapters each has: in a chapter pictures are drawn, the teacher is asked once, and the student
 *     learns them
 * @param attackedChapters at the end: half of their crops carry a perturbation that was searched on the student as it is
 *     then
 * @param robust whether all their crops carry one, a weaker one, and the student learns what the teacher makes of them
 *     without it, so that small changes of a picture hardly move it
 * @param crops small crops of a chapter; of larger ones fewer
 * @param passes over a chapter's crops
 * @param batch small crops of a step; of larger ones fewer
 * @param peakRate learning rate after a phase's first chapter; it falls to a fiftieth along a cosine
 * @param bf16 whether the trunks compute in bf16
 */
public record Recipe(
        TaeArchitecture student,
        long seed,
        int side,
        Map<Phase, Integer> phases,
        int attackedChapters,
        boolean robust,
        int crops,
        int passes,
        int batch,
        double peakRate,
        boolean bf16) {
    /** The normalised branch looks at whole pictures, and those that are cloaked are larger than the small crops. */
    private static final int SIZES = 3;

    private static final double LAST_RATE = 0.02;

    public Recipe {
        phases = Map.copyOf(phases);
    }

    /** Of all phases. */
    public int chapters() {
        return phases.values().stream().mapToInt(Integer::intValue).sum();
    }

    Phase phase(int chapter) {
        for (Phase phase : Phase.values()) {
            if (chapter < first(phase) + length(phase)) {
                return phase;
            }
        }
        throw new IllegalArgumentException("there is no chapter " + chapter);
    }

    private int length(Phase phase) {
        return phases.getOrDefault(phase, 0);
    }

    private int first(Phase phase) {
        return Arrays.stream(Phase.values())
                .filter(earlier -> earlier.compareTo(phase) < 0)
                .mapToInt(this::length)
                .sum();
    }

    /** Side of a chapter's crops in pixels: all sizes in turn, the largest last. */
    int side(int chapter) {
        return side * (SIZES - (chapters() - 1 - chapter) % SIZES);
    }

    /**
     * How many crops of a chapter or a step, or passes, at another size than the small one: half as many at twice the
     * side. As many pixels would leave single pictures in a step, which with orthogonal steps unlearns more than it
     * teaches.
     */
    int count(int small, int side) {
        return Math.max(1, Math.round((float) small * this.side / side));
    }

    boolean isAttacked(int chapter) {
        return chapter >= chapters() - attackedChapters;
    }

    /** Which crops of an attacked chapter are under attack: every so many-eth. */
    int attackedOf() {
        return robust ? 1 : 2;
    }

    /** At most, by which an attack moves a pixel's luma, of 255. */
    int attackLevels() {
        return robust ? 5 : 12;
    }

    /** At most, of an attack. */
    int attackSteps() {
        return robust ? 2 : 8;
    }

    /** The learning rate within a chapter of which that part is done: it rises along a phase's first one. */
    double rate(int chapter, double partDone) {
        Phase phase = phase(chapter);
        double done = chapter - first(phase) + partDone;
        double fall = LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + Math.cos(Math.PI * done / length(phase)));
        return peakRate * fall * Math.min(1, done + 0.01);
    }
}
