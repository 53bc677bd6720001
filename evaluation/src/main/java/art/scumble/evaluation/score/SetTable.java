package art.scumble.evaluation.score;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a mimic that trains loses of each artist's set, with how sure that is, as a table of Markdown. */
final class SetTable {
    private static final String FIRST = "moved/";
    private static final String LAST = "/cloaked";
    private static final String HEAD = """
            ### What a mimic that trains loses of each set
            How much further from the real works, in a judge's unit, it paints from cloaked works than from the originals, from shifted controls, from a stranger's works, and if it was taught none; and what that is as a part of the way to a stranger's (*lost*). With standard errors over orders of training and contents. Where the way to a stranger's is not clearly above its error, the mimic has not learnt the style, and *lost* says nothing.

            | set | mimic | judge | damage | cloaked | shifted | a stranger's | untaught | lost | shifted |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    private SetTable() {}

    /** Nothing if no such mimic was tried. */
    static String of(List<Score> scores) {
        StringBuilder rows = new StringBuilder();
        for (Score score : scores) {
            for (String figure : score.figures().keySet()) {
                if (figure.startsWith(FIRST) && figure.endsWith(LAST)) {
                    String key = figure.substring(FIRST.length(), figure.length() - LAST.length());
                    rows.append("| ").append(score.work()).append(" | ").append(key.replace("/", " | "));
                    Stream.of("cloaked", "shifted", "stranger", "untaught")
                            .forEach(variant -> rows.append(estimate(score, "moved", key, variant)));
                    Stream.of("cloaked", "shifted")
                            .forEach(variant -> rows.append(estimate(score, "lost", key, variant)));
                    rows.append(" |\n");
                }
            }
        }
        return rows.isEmpty() ? "" : HEAD + rows + "\n";
    }

    private static String estimate(Score score, String what, String key, String variant) {
        String at = "/" + key + "/" + variant;
        return String.format(
                Locale.ROOT,
                " | %.3f ± %.3f",
                score.figures().getOrDefault(what + at, Double.NaN),
                score.figures().getOrDefault(what + "-error" + at, Double.NaN));
    }
}
