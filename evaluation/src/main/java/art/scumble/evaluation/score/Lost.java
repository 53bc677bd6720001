package art.scumble.evaluation.score;

import java.util.Arrays;

/**
 * What is lost of a style in several groups of paintings, and how sure that is.
 *
 * @param value 0: painted as well as from the originals; 1: no better than from a stranger's works
 * @param error the value's standard error, by the groups' differences
 * @param way from paintings of the originals to a stranger's, in the judge's unit: were it not clearly above its error,
 *     the mimic would not have learnt the style, and the value would say nothing
 * @param wayError the way's standard error
 */
record Lost(double value, double error, double way, double wayError) {
    /**
     * Of distances from the real works, a mean for each group, in the same order.
     *
     * @param changed of paintings from changed works
     * @param original of those from the originals
     * @param strange of those from a stranger's works
     */
    static Lost of(double[] changed, double[] original, double[] strange) {
        int groups = original.length;
        double[] moved = new double[groups];
        double[] ways = new double[groups];
        for (int g = 0; g < groups; g++) {
            moved[g] = changed[g] - original[g];
            ways[g] = strange[g] - original[g];
        }
        double way = mean(ways);
        double value = mean(moved) / way;
        double[] left = new double[groups];
        for (int g = 0; g < groups; g++) {
            left[g] = moved[g] - value * ways[g];
        }
        return new Lost(value, error(left) / Math.abs(way), way, error(ways));
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
