package art.scumble.worker.cloaking;

import art.scumble.contract.FailureCode;
import art.scumble.contract.Intensity;
import art.scumble.contract.PermanentFailure;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Cloaks pictures, and measures what came of it. Safe for use by several threads. */
public final class Cloaker {
    /** An effect that a shifted copy of the perturbation has as well is none. */
    private static final double LEAST_TIMES_CONTROL = 1.1;

    private static final double LEAST_DISPLACEMENT = 0.02;
    private static final double LEAST_WAY = 1e-9;

    private final Encoder encoder;
    private final Effort effort;

    /** Cloaks with one encoder, with this effort for each picture. */
    public Cloaker(Encoder encoder, Effort effort) {
        this.encoder = encoder;
        this.effort = effort;
    }

    /** Steps of each search. */
    public int steps() {
        return effort.steps();
    }

    /** The encoders that this cloaks with. */
    public List<Encoder.Member> encoders() {
        return encoder.members();
    }

    /** The style of a picture as the encoder sees it. */
    public StageStatistics style(Picture picture) {
        return encoder.statistics(WorkingSize.of(picture, effort.longestSide()).of(picture));
    }

    /**
     * The picture with its cloak.
     *
     * @param own the picture's {@link #style}
     * @param seed the same seed gives the same cloak on the same machine
     * @throws PermanentFailure if no pixel may change
     */
    public Picture cloak(
            Picture picture, StageStatistics own, Target target, VisibilityBudget.Limits limits, long seed) {
        return cloak(picture, own, target, limits, seed, UnaryOperator.identity());
    }

    /**
     * The picture with its cloak, within the limits of visibility also in what is read of the file that it is written to.
     *
     * @param written what a picture is after it was written and read
     */
    public Picture cloak(
            Picture picture,
            StageStatistics own,
            Target target,
            VisibilityBudget.Limits limits,
            long seed,
            UnaryOperator<Picture> written) {
        WorkingSize size = WorkingSize.of(picture, effort.longestSide());
        double scale = (double) picture.width() / size.width();
        float[] budget = VisibilityBudget.of(picture, limits, scale).levels();
        float[] workingBudget = size.of(picture, budget);
        float largest = 0;
        for (int i = 0; i < workingBudget.length; i++) {
            workingBudget[i] /= 255;
            largest = Math.max(largest, workingBudget[i]);
        }
        if (largest == 0) {
            throw new PermanentFailure(
                    FailureCode.BELOW_EFFECT_FLOOR, "the picture is flat: a cloak would be seen, or do nothing");
        }
        RgbImage image = size.of(picture);
        Aim aim = target.aim(own, encoder.members());
        float[] change = new PerturbationSearch(encoder, effort.steps())
                .run(image, aim, way(own, target.style()), workingBudget, limits.share(), seed);
        float[] levels = size.enlarge(picture, change);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.clamp(255 * levels[i], -budget[i], budget[i]);
        }
        return new Allowance(picture, limits, written).most(levels);
    }

    /**
     * What a search without a push, at medium intensity, adds to a picture's statistics. Of several, by encoders that go
     * away from the own style, a {@link Target#push} is made.
     *
     * @throws PermanentFailure if no pixel may change
     */
    public StageStatistics push(Picture picture, StageStatistics own, StageStatistics other, long seed) {
        Picture found = cloak(picture, own, Target.of(other), VisibilityBudget.Limits.of(Intensity.MEDIUM), seed);
        return style(found).plus(own, -1);
    }

    private Effect effect(Picture source, Picture output, StageStatistics own, StageStatistics assigned) {
        WorkingSize size = WorkingSize.of(source, effort.longestSide());
        return new EffectMeter(encoder).measure(size.of(source), size.of(output), own, assigned, way(own, assigned));
    }

    /**
     * Measures the decoded output file.
     *
     * @param source the decoded source, of the same size
     * @param own the source's {@link #style}
     */
    public Protection measure(Picture source, Picture output, StageStatistics own, StageStatistics assigned) {
        ColourDifference.Summary difference = ColourDifference.between(source, output);
        return new Protection(
                effect(source, output, own, assigned),
                WorkingSize.of(source, effort.longestSide()),
                StructuralSimilarity.between(source, output),
                difference.mean(),
                difference.p95());
    }

    /**
     * Lets pass what did enough.
     *
     * @throws PermanentFailure with the figures if the effect is below the floor, or no number
     */
    public static void requireEffect(Effect effect) {
        boolean enough = effect.displacement() >= LEAST_DISPLACEMENT && effect.timesControl() >= LEAST_TIMES_CONTROL;
        if (!enough) {
            throw new PermanentFailure(
                    FailureCode.BELOW_EFFECT_FLOOR,
                    String.format(
                            Locale.ROOT,
                            "the cloak moved the features by %.3f of the way (at least %.2f is asked),"
                                    + " %.2f times its shifted control (at least %.1f)",
                            effect.displacement(),
                            LEAST_DISPLACEMENT,
                            effect.timesControl(),
                            LEAST_TIMES_CONTROL));
        }
    }

    private static double[] way(StageStatistics own, StageStatistics assigned) {
        double[] way = own.squaredDistance(assigned);
        for (int l = 0; l < way.length; l++) {
            way[l] = Math.max(way[l], LEAST_WAY);
        }
        return way;
    }
}
