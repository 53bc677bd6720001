package art.scumble.evaluation.score;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a mimic that trains loses of each artist's set, with how sure that is, as a table of Markdown. */
final class SetTable {
    private static final String WAY = "way/";

    private SetTable() {}

    /** Nothing if no such mimic was tried. */
    static String of(List<Score> scores) {
        StringBuilder rows = new StringBuilder();
        for (Score score : scores) {
            Map<String, Double> figures = score.figures();
            for (String figure : figures.keySet()) {
                if (figure.startsWith(WAY)) {
                    String key = figure.substring(WAY.length());
                    String[] parts = key.split("/", -1);
                    rows.append(String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %s | %.2f ± %.2f | %.2f ± %.2f | %.3f ± %.3f |%n",
                            score.work(),
                            parts[0],
                            parts[1],
                            parts[2],
                            value(figures, "lost/" + key + "/cloaked"),
                            value(figures, "error/" + key + "/cloaked"),
                            value(figures, "lost/" + key + "/shifted"),
                            value(figures, "error/" + key + "/shifted"),
                            value(figures, figure),
                            value(figures, "error/" + key + "/way")));
                }
            }
        }
        if (rows.isEmpty()) {
            return "";
        }
        return """
                ### What a mimic that trains loses of each set
                With standard errors over orders of training and contents. Where the way from paintings of the originals to a stranger's is not clearly above its error, the mimic has not learnt the style, and the rest of the line says nothing.

                | set | mimic | judge | damage | lost | shifted | way to a stranger's |
                |---|---|---|---|---|---|---|
                """ + rows + "\n";
    }

    private static double value(Map<String, Double> figures, String name) {
        return figures.getOrDefault(name, Double.NaN);
    }
}
