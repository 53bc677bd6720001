package art.scumble.worker.cloaking;

import java.util.function.UnaryOperator;

/**
 * How much of a perturbation the limits of visibility allow.
 *
 * @param written what a picture is after it was written and read
 */
record Allowance(Picture picture, VisibilityBudget.Limits limits, UnaryOperator<Picture> written) {
    private static final int ROUNDS = 5;

    /** A file's own quantisation adds a little to what is seen; so often the perturbation is lessened for it at most. */
    private static final int WRITING_ROUNDS = 10;

    private static final double LESS = 0.9;

    /** The picture with the most of the perturbation that is allowed; {@code levels} are of 255, for each pixel's luma. */
    Picture most(float[] levels) {
        double factor = beforeWriting(levels);
        for (int round = 0; round < WRITING_ROUNDS; round++) {
            Picture tried = changed(levels, factor);
            if (isAllowed(written.apply(tried))) {
                return tried;
            }
            factor *= LESS;
        }
        return picture;
    }

    /** The largest allowed part, nearly. */
    private double beforeWriting(float[] levels) {
        if (isAllowed(changed(levels, 1))) {
            return 1;
        }
        double allowed = 0;
        double tooMuch = 1;
        for (int round = 0; round < ROUNDS; round++) {
            double factor = (allowed + tooMuch) / 2;
            if (isAllowed(changed(levels, factor))) {
                allowed = factor;
            } else {
                tooMuch = factor;
            }
        }
        return allowed;
    }

    private boolean isAllowed(Picture tried) {
        ColourDifference.Summary difference = ColourDifference.between(picture, tried);
        return difference.mean() <= limits.meanDeltaE()
                && difference.p95() <= limits.p95DeltaE()
                && StructuralSimilarity.between(picture, tried) >= limits.leastSsim()
                && ContrastDifference.between(picture, tried) <= limits.mostContrast();
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
