package art.scumble.evaluation.speed;

import art.scumble.contract.Intensity;
import art.scumble.contract.Tier;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.Effort;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.Protection;
import art.scumble.worker.cloaking.Target;
import art.scumble.worker.cloaking.VisibilityBudget;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.StageStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Cloaks squares by each tier, and has onlookers say what it did. */
final class TierBench {
    /** The smallest copies that onlookers get, in pixels. */
    static final int COPY = 512;

    /**
     * One cloak.
     *
     * @param tier it was made by
     * @param picture index of the picture
     * @param spent on the style, the search with its limits, and the measurement; not on files
     * @param protection by the encoder that was searched on
     * @param sights of the onlookers, the same networks and sizes of copies for every cloak
     */
    record Cloak(Tier tier, int picture, Spent spent, Protection protection, List<Onlookers.Sight> sights) {}

    private record Made(Picture cloaked, Protection protection) {}

    private final Encoder encoder;
    private final Picture stranger;
    private final Onlookers onlookers;

    /**
     * Cloaks with one encoder, or with several as one.
     *
     * @param stranger whose style is the assigned one
     */
    TierBench(Encoder encoder, Picture stranger, Onlookers onlookers) {
        this.encoder = encoder;
        this.stranger = stranger;
        this.onlookers = onlookers;
    }

    /** Cloaks of each square by each tier, as many as {@code runs}, each run by another seed and in turns. */
    List<Cloak> cloaks(List<Picture> squares, int runs) {
        for (Tier tier : Tier.values()) {
            cloak(tier, squares, 0, 0);
        }
        List<Cloak> cloaks = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            for (int picture = 0; picture < squares.size(); picture++) {
                for (Tier tier : Tier.values()) {
                    cloaks.add(cloak(tier, squares, picture, run));
                }
            }
        }
        return cloaks;
    }

    private Cloak cloak(Tier tier, List<Picture> squares, int index, long seed) {
        Picture picture = squares.get(index);
        Cloaker cloaker = new Cloaker(encoder, Effort.of(tier));
        StageStatistics assigned = cloaker.style(stranger);
        AtomicReference<Made> made = new AtomicReference<>();
        Spent spent = Spent.by(() -> {
            StageStatistics own = cloaker.style(picture);
            VisibilityBudget.Limits limits = VisibilityBudget.Limits.of(Intensity.MEDIUM);
            Picture cloaked = cloaker.cloak(picture, own, Target.of(assigned), limits, seed);
            made.set(new Made(cloaked, cloaker.measure(picture, cloaked, own, assigned)));
        });
        Made result = Objects.requireNonNull(made.get());
        List<Onlookers.Sight> sights = new ArrayList<>();
        for (int side = COPY; side <= picture.width(); side *= 2) {
            sights.addAll(onlookers.see(picture, result.cloaked, side));
        }
        return new Cloak(tier, index, spent, result.protection, sights);
    }
}
