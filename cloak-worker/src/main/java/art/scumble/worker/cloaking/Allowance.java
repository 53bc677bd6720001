package art.scumble.worker.cloaking;

import java.util.function.UnaryOperator;

/**
 * How much of a perturbation the limits of visibility allow, in what is read of the file that is written. A file loses
 * something by being written again even if nothing was changed, colours above all. Where that alone takes half of a
 * limit, the cloak is held against the picture as it would be read without it.
 */
final class Allowance {
    private static final int ROUNDS = 5;
    private static final int WRITING_ROUNDS = 6;
    private static final double LESS = 0.85;
    private static final double HALF = 0.5;

    private final Picture picture;
    private final VisibilityBudget.Limits limits;
    private final UnaryOperator<Picture> written;

    /**
     * For changes of a picture.
     *
     * @param written what a picture is after it was written and read
     */
    Allowance(Picture picture, VisibilityBudget.Limits limits, UnaryOperator<Picture> written) {
        this.picture = picture;
        this.limits = limits;
        this.written = written;
    }

    /** What changes are measured against. */
    private record Reference(Picture picture, ContrastDifference contrast) {
        static Reference of(Picture picture) {
            return new Reference(picture, ContrastDifference.from(picture));
        }

        boolean allows(Picture tried, VisibilityBudget.Limits limits, double part) {
            ColourDifference.Summary difference = ColourDifference.between(picture, tried);
            return difference.mean() <= part * limits.meanDeltaE()
                    && difference.p95() <= part * limits.p95DeltaE()
                    && StructuralSimilarity.between(picture, tried) >= 1 - part * (1 - limits.leastSsim())
                    && contrast.to(tried) <= part * limits.mostContrast();
        }
    }

    /**
     * The picture with the most of the perturbation that is allowed, or as it is if that is nothing.
     *
     * @param levels of 255, for each pixel's luma
     */
    Picture most(float[] levels) {
        Reference source = Reference.of(picture);
        double factor = beforeWriting(source, levels);
        Picture unchanged = written.apply(picture);
        boolean keeps = unchanged.equals(picture) || source.allows(unchanged, limits, HALF);
        Reference reference = keeps ? source : Reference.of(unchanged);
        for (int round = 0; round < WRITING_ROUNDS && !Thread.currentThread().isInterrupted(); round++) {
            Picture tried = changed(levels, factor);
            if (reference.allows(written.apply(tried), limits, 1)) {
                return tried;
            }
            factor *= LESS;
        }
        return picture;
    }

    /** The largest allowed part, nearly. */
    private double beforeWriting(Reference source, float[] levels) {
        if (source.allows(changed(levels, 1), limits, 1)) {
            return 1;
        }
        double allowed = 0;
        double tooMuch = 1;
        for (int round = 0; round < ROUNDS; round++) {
            double factor = (allowed + tooMuch) / 2;
            if (source.allows(changed(levels, factor), limits, 1)) {
                allowed = factor;
            } else {
                tooMuch = factor;
            }
        }
        return allowed;
    }

    private Picture changed(float[] levels, double factor) {
        byte[] rgb = picture.rgb().clone();
        for (int i = 0; i < levels.length; i++) {
            int step = (int) Math.round(factor * levels[i]);
            if (step != 0) {
                for (int c = 3 * i; c < 3 * i + 3; c++) {
                    rgb[c] = (byte) Math.clamp((rgb[c] & 0xFF) + step, 0, 255);
                }
            }
        }
        return new Picture(picture.width(), picture.height(), rgb, picture.visible());
    }
}
