package art.scumble.evaluation.score;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One figure of many scores, those that have it. */
final class Figures {
    private Figures() {}

    /** Its values. */
    static double[] values(List<Score> scores, String figure) {
        return scores.stream()
                .map(Score::figures)
                .filter(figures -> figures.containsKey(figure))
                .mapToDouble(figures -> figures.getOrDefault(figure, Double.NaN))
                .toArray();
    }

    /** Of each score that has both, how many times the other it is. */
    static double[] ratios(List<Score> scores, String figure, String other) {
        return scores.stream()
                .map(Score::figures)
                .filter(figures -> figures.containsKey(figure) && figures.containsKey(other))
                .mapToDouble(
                        figures -> figures.getOrDefault(figure, Double.NaN) / figures.getOrDefault(other, Double.NaN))
                .toArray();
    }

    /**
     * The median of all figures whose names begin and end so, but for those of kin.
     *
     * @param last what comes after the name of the network that sees or judges
     * @param kin names of networks
     */
    static double foreign(List<Score> scores, String first, String last, Set<String> kin) {
        return quantile(
                scores.stream()
                        .flatMap(score -> score.figures().entrySet().stream())
                        .filter(entry -> entry.getKey().startsWith(first)
                                && entry.getKey().endsWith(last)
                                && kin.stream().noneMatch(name -> entry.getKey().endsWith("/" + name + last)))
                        .mapToDouble(Map.Entry::getValue)
                        .toArray(),
                0.5);
    }

    /** Its mean; NaN if no score has it. */
    static double mean(List<Score> scores, String figure) {
        return Arrays.stream(values(scores, figure)).average().orElse(Double.NaN);
    }

    /** Between the sorted values; NaN if there is none. */
    static double quantile(double[] values, double part) {
        double[] ascending =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (ascending.length == 0) {
            return Double.NaN;
        }
        double place = part * (ascending.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }
}
