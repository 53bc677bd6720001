package art.scumble.worker.cloaking;

import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;

/**
 * How much of a perturbation the limits of visibility allow, in what is read of the file that is written. A file loses
 * something by being written again even if nothing was changed, colours above all. Where that alone takes half of a
 * limit, the cloak is held against the picture as it would be read without it.
 */
final class Allowance {
    private static final int ROUNDS = 8;
    /** The next trial aims so far under the limit. */
    private static final double MARGIN = 0.995;
    /** Of how fast room grows as a change shrinks: hardly, where a file loses most of it by itself or paper is white. */
    private static final double LEAST_STEEPNESS = 0.2;

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

        /**
         * How many times as large a change could be until it meets the first of the limits: differences grow with it,
         * and what structure loses with its square. Under 1 it is beyond one.
         *
         * @param part of each limit
         */
        double room(Picture tried, VisibilityBudget.Limits limits, double part) {
            ColourDifference.Summary difference = ColourDifference.between(picture, tried);
            double lostStructure = Math.max(0, 1 - StructuralSimilarity.between(picture, tried));
            return DoubleStream.of(
                            part * limits.meanDeltaE() / difference.mean(),
                            part * limits.p95DeltaE() / difference.p95(),
                            Math.sqrt(part * (1 - limits.leastSsim()) / lostStructure),
                            part * limits.mostContrast() / contrast.to(tried))
                    .min()
                    .orElseThrow();
        }
    }

    /**
     * The picture with the most of the perturbation that is allowed, or as it is if that is nothing.
     *
     * @param levels of 255, for each pixel's luma
     */
    Picture most(float[] levels) {
        Reference source = Reference.of(picture);
        double most = largest(levels, 1, source, UnaryOperator.identity());
        Picture unchanged = written.apply(picture);
        boolean keeps = unchanged.equals(picture) || source.room(unchanged, limits, HALF) >= 1;
        double part = largest(levels, most, keeps ? source : Reference.of(unchanged), written);
        return part == 0 ? picture : changed(levels, part);
    }

    /**
     * The largest allowed part of the perturbation, nearly; 0 if none was found. Looked for by the secant of the last two
     * trials on logarithmic scales, and by halves where that leads out of what is still open.
     */
    private double largest(float[] levels, double most, Reference reference, UnaryOperator<Picture> read) {
        double allowed = 0;
        double tooMuch = Double.POSITIVE_INFINITY;
        double factor = most;
        double last = Double.NaN;
        double lastRoom = Double.NaN;
        for (int round = 0; round < ROUNDS && !Thread.currentThread().isInterrupted(); round++) {
            double room = reference.room(read.apply(changed(levels, factor)), limits, 1);
            if (room >= 1) {
                allowed = factor;
                if (factor == most || MARGIN * room <= 1) {
                    break;
                }
            } else {
                tooMuch = factor;
            }
            double steepness = round == 0
                    ? 1
                    : Math.clamp(Math.log(room / lastRoom) / Math.log(last / factor), LEAST_STEEPNESS, 1);
            double next = MARGIN * factor * Math.pow(room, 1 / steepness);
            last = factor;
            lastRoom = room;
            factor = next > allowed && next < tooMuch ? next : (allowed + tooMuch) / 2;
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
