package art.scumble.evaluation.score;

import art.scumble.worker.encoder.StageStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How far the mean of a set moves in a judge's eyes, which is what a model that learns it meets, next to how far each of
 * its works does.
 */
final class SetMoves {
    private static final String PREFIX = "mean/";
    private static final List<String> VARIANTS = List.of("cloaked", "shifted");

    private SetMoves() {}

    static void measure(Judge judge, List<Variants> set, Map<String, Double> figures) {
        List<StageStatistics> originals = seen(judge, set, "original");
        for (String variant : VARIANTS) {
            List<StageStatistics> changed = seen(judge, set, variant);
            figures.put(
                    PREFIX + judge.name() + "/" + variant,
                    judge.distance(StageStatistics.mean(changed), StageStatistics.mean(originals)));
            figures.put(
                    PREFIX + judge.name() + "/single-" + variant,
                    IntStream.range(0, set.size())
                            .mapToDouble(i -> judge.distance(changed.get(i), originals.get(i)))
                            .average()
                            .orElseThrow());
        }
    }

    private static List<StageStatistics> seen(Judge judge, List<Variants> set, String variant) {
        return set.stream().map(variants -> judge.see(variants.get(variant))).toList();
    }

    /** As a table of Markdown; nothing if no set was measured. */
    static String table(List<Score> scores) {
        StringBuilder rows = new StringBuilder();
        for (Score score : scores) {
            Map<String, Double> figures = score.figures();
            for (String figure : figures.keySet()) {
                if (figure.startsWith(PREFIX) && figure.endsWith("/cloaked")) {
                    String judge = figure.substring(0, figure.length() - "cloaked".length());
                    rows.append(String.format(
                            Locale.ROOT,
                            "| %s | %s | %.3f (%.3f) | %.3f (%.3f) |%n",
                            score.work(),
                            judge.substring(PREFIX.length(), judge.length() - 1),
                            figures.getOrDefault(judge + "single-cloaked", Double.NaN),
                            figures.getOrDefault(judge + "single-shifted", Double.NaN),
                            figures.getOrDefault(judge + "cloaked", Double.NaN),
                            figures.getOrDefault(judge + "shifted", Double.NaN)));
                }
            }
        }
        if (rows.isEmpty()) {
            return "";
        }
        return """
                ### How far sets move
                The mean of a set's statistics, which is what a model that learns the set meets, next to its works one by one; the shifted control in brackets.

                | set | network | single works | their mean |
                |---|---|---|---|
                """ + rows + "\n";
    }
}
