package art.scumble.worker.distillation;

import art.scumble.worker.encoder.TaeArchitecture;

/**
 * All that decides what a student becomes, besides its teacher and the pictures.
 *
 * @param student the architecture to train
 * @param seed the same one gives the same student on the same machine
 * @param chapters of the training: in each, pictures are drawn, the teacher is asked once, and the student learns them
 * @param crops of a chapter of 128 × 128 pixels; of larger ones fewer
 * @param passes over a chapter's crops
 * @param batch crops of a step of 128 × 128 pixels; of larger ones fewer
 * @param peakRate learning rate after the warm-up; it falls to a fiftieth along a cosine
 * @param attackedFrom part of the training after which half of the crops carry a perturbation that was searched on the
 *     student as it is then
 * @param bf16 whether the trunks compute in bf16
 */
public record Recipe(
        TaeArchitecture student,
        long seed,
        int chapters,
        int crops,
        int passes,
        int batch,
        double peakRate,
        double attackedFrom,
        boolean bf16) {
    static final int SMALL_SIDE = 128;

    /** The normalised branch looks at whole pictures, and those that are cloaked are larger than the small crops. */
    private static final int[] SIDES = {SMALL_SIDE, 256, 384};

    private static final double ALL_SIDES_FROM = 0.3;
    private static final double WARM_UP_STEPS = 200;
    private static final double LAST_RATE = 0.02;

    /** Steps of a chapter. */
    int steps() {
        return passes * (crops / batch);
    }

    /** Side of a chapter's crops in pixels: small at first, later all sizes in turn. */
    int side(int chapter) {
        return chapter < ALL_SIDES_FROM * chapters ? SMALL_SIDE : SIDES[chapter % SIDES.length];
    }

    /**
     * How many crops of a chapter or a step, or passes, at another size than the small one: half as many at twice the
     * side. As many pixels would leave single pictures in a step, which with orthogonal steps unlearns more than it
     * teaches.
     */
    int count(int small, int side) {
        return Math.max(1, Math.round((float) small * SMALL_SIDE / side));
    }

    boolean isAttacked(int chapter) {
        return chapter >= attackedFrom * chapters;
    }

    /** The learning rate of a step, counted from 0. */
    double rate(long step) {
        double done = Math.min(1, step / ((double) chapters * steps()));
        double fall = LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + Math.cos(Math.PI * done));
        return peakRate * fall * Math.min(1, (step + 1) / WARM_UP_STEPS);
    }
}
