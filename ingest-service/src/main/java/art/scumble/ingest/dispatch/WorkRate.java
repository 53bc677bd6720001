package art.scumble.ingest.dispatch;

/**
 * How long a work takes, learnt from what works took: a line of seconds over megapixels through the reports, the older
 * ones fading, so that it follows a fleet that changes.
 *
 * @param works sum of weights
 * @param megapixels weighted sum
 * @param seconds weighted sum
 * @param megapixelsSquared weighted sum of squares
 * @param megapixelSeconds weighted sum of products
 */
record WorkRate(double works, double megapixels, double seconds, double megapixelsSquared, double megapixelSeconds) {
    private static final double FADING = 0.98;
    private static final double SHORTEST_SECONDS = 0.001;
    private static final double LONGEST_SECONDS = 86_400;
    private static final double LEAST_SPREAD = 0.01;

    /**
     * Before any report: three seconds and one for each megapixel, since the search has a size of its own and only what
     * is around it grows with the picture; as much as one report says, which soon fades.
     */
    static final WorkRate UNKNOWN = new WorkRate(1, 0.5, 3.5, 0.5, 2);

    /** With one report more; figures that can't be true are left out. */
    WorkRate with(double reportedMegapixels, double reportedSeconds) {
        if (!(reportedSeconds >= 0 && reportedSeconds <= LONGEST_SECONDS)) {
            return this;
        }
        return new WorkRate(
                FADING * works + 1,
                FADING * megapixels + reportedMegapixels,
                FADING * seconds + reportedSeconds,
                FADING * megapixelsSquared + reportedMegapixels * reportedMegapixels,
                FADING * megapixelSeconds + reportedMegapixels * reportedSeconds);
    }

    /** The predicted seconds of a work, above 0. */
    double secondsFor(double size) {
        double meanSize = megapixels / works;
        double mean = seconds / works;
        double variance = megapixelsSquared / works - meanSize * meanSize;
        double covariance = megapixelSeconds / works - meanSize * mean;
        double proportional = mean / meanSize;
        // Works of one size say nothing of a slope, and a slope that is none would let large works go as gifts.
        double slope = variance > LEAST_SPREAD * meanSize * meanSize ? covariance / variance : proportional;
        double bounded = Math.max(0, Math.min(slope, proportional));
        double predicted = mean + bounded * (size - meanSize);
        return Math.max(SHORTEST_SECONDS, Math.min(predicted, LONGEST_SECONDS));
    }

    /** The predicted seconds of several works together. */
    double secondsFor(long count, double size) {
        return count == 0 ? 0 : count * secondsFor(size / count);
    }
}
