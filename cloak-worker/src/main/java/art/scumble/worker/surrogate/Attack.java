package art.scumble.worker.surrogate;

import art.scumble.worker.tensorflow.ContrastTrainer;
import java.util.Random;

/**
 * Changes the luma of each picture's first view by a few levels such that its partner is harder to find: one step, from
 * a place by chance. What fools a network that learns with such views is likelier to fool others as well.
 *
 * @see <a href="https://arxiv.org/abs/2001.03994">Wong et al., Fast is better than free</a>
 * @see <a href="https://arxiv.org/abs/2106.02105">Springer et al., A little robustness goes a long way</a>
 */
final class Attack {
    private static final double STEP = 1.25;
    private static final int LEAST_LEVELS = 1;
    private static final int MOST_LEVELS = 8;

    private Attack() {}

    static ContrastTrainer.Views on(ContrastTrainer.Views views, ContrastTrainer trainer, Random random) {
        int pixels = views.side() * views.side();
        float[] budget = new float[views.pictures()];
        float[] change = new float[views.pictures() * pixels];
        for (int i = 0; i < change.length; i++) {
            if (i % pixels == 0) {
                budget[i / pixels] = (LEAST_LEVELS + (MOST_LEVELS - LEAST_LEVELS) * random.nextFloat()) / 255;
            }
            change[i] = budget[i / pixels] * (2 * random.nextFloat() - 1);
        }
        float[] slope = trainer.slope(changed(views, change));
        for (int i = 0; i < change.length; i++) {
            float most = budget[i / pixels];
            double uphill = Math.signum(slope[3 * i] + slope[3 * i + 1] + slope[3 * i + 2]);
            change[i] = (float) Math.clamp(change[i] + STEP * most * uphill, -most, most);
        }
        return changed(views, change);
    }

    /** The same change of red, green and blue, for the first view of each picture. */
    private static ContrastTrainer.Views changed(ContrastTrainer.Views views, float[] change) {
        float[] images = views.images().clone();
        for (int i = 0; i < 3 * change.length; i++) {
            images[i] = Math.clamp(images[i] + change[i / 3], 0f, 1f);
        }
        return new ContrastTrainer.Views(views.pictures(), views.side(), images);
    }
}
