package art.scumble.worker.distillation;

import art.scumble.worker.encoder.TaeArchitecture;

/**
 * All that decides what a student becomes, besides its teacher and the pictures.
 *
 * @param student the architecture to train
 * @param seed the same one gives the same student on the same machine
 * @param side of the small crops in pixels, a multiple of 8; the others are twice and three times as wide
 * @param chapters of the training: in each, pictures are drawn, the teacher is asked once, and the student learns them
 * @param crops small crops of a chapter; of larger ones fewer
 * @param passes over a chapter's crops
 * @param batch small crops of a step; of larger ones fewer
 * @param peakRate learning rate after the warm-up; it falls to a fiftieth along a cosine
 * @param attackedFrom part of the training after which half of the crops carry a perturbation that was searched on the
 *     student as it is then
 * @param bf16 whether the trunks compute in bf16
 */
public record Recipe(
        TaeArchitecture student,
        long seed,
        int side,
        int chapters,
        int crops,
        int passes,
        int batch,
        double peakRate,
        double attackedFrom,
        boolean bf16) {
    /** The normalised branch looks at whole pictures, and those that are cloaked are larger than the small crops. */
    private static final int SIZES = 3;

    private static final double ALL_SIDES_FROM = 0.3;
    private static final double WARM_UP_STEPS = 200;
    private static final double LAST_RATE = 0.02;

    /** Side of a chapter's crops in pixels: small at first, later all sizes in turn. */
    int side(int chapter) {
        return chapter < ALL_SIDES_FROM * chapters ? side : side * (1 + chapter % SIZES);
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
        return chapter >= attackedFrom * chapters;
    }

    /** The learning rate of a chapter's step, when so many have been made in all, and that part of the chapter is done. */
    double rate(int chapter, double partDone, long steps) {
        double done = (chapter + partDone) / chapters;
        double fall = LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + Math.cos(Math.PI * done));
        return peakRate * fall * Math.min(1, (steps + 1) / WARM_UP_STEPS);
    }
}
