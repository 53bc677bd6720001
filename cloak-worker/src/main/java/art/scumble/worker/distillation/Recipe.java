package art.scumble.worker.distillation;

import art.scumble.worker.encoder.TaeArchitecture;

/**
 * All that decides what a student becomes, besides its teacher and the pictures.
 *
 * @param student the architecture to train
 * @param seed the same one gives the same student on the same machine
 * @param chapters of the training: in each, pictures are drawn, the teacher is asked once, and the student learns them
 * @param crops of a chapter at the small size; at the large one a quarter of them
 * @param passes over a chapter's crops
 * @param batch crops of a step at the small size; at the large one a quarter of them
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
    static final int LARGE_SIDE = 256;

    private static final double LARGE_FROM = 0.5;
    private static final double WARM_UP_STEPS = 200;
    private static final double LAST_RATE = 0.02;

    /** Steps of a chapter. */
    int steps() {
        return passes * (crops / batch);
    }

    /** From the middle of the training on every third chapter is of large crops. */
    boolean isLarge(int chapter) {
        return chapter >= LARGE_FROM * chapters && chapter % 3 == 0;
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
