package art.scumble.evaluation.score;

import java.util.Arrays;

/**
 * A figure over several groups of paintings, and how sure it is.
 *
 * @param error its standard error, by the groups' differences
 */
record Estimate(double value, double error) {
    /**
     * How much larger one distance is than another.
     *
     * @param distances a mean for each group
     * @param from likewise, in the same order
     */
    static Estimate moved(double[] distances, double[] from) {
        double[] moved = new double[from.length];
        for (int group = 0; group < moved.length; group++) {
            moved[group] = distances[group] - from[group];
        }
        return new Estimate(mean(moved), error(moved));
    }

    /**
     * The part of the way from one distance to another: of all groups together, since single ways may be short.
     *
     * @param distances a mean for each group
     * @param from likewise, in the same order
     * @param to likewise
     */
    static Estimate part(double[] distances, double[] from, double[] to) {
        double way = moved(to, from).value;
        double part = moved(distances, from).value / way;
        double[] left = new double[from.length];
        for (int group = 0; group < left.length; group++) {
            left[group] = distances[group] - from[group] - part * (to[group] - from[group]);
        }
        return new Estimate(part, error(left) / Math.abs(way));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** The standard error of their mean. */
    private static double error(double[] values) {
        double mean = mean(values);
        double squares =
                Arrays.stream(values).map(value -> Math.pow(value - mean, 2)).sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
