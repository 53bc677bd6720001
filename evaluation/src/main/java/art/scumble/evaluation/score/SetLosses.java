package art.scumble.evaluation.score;

import art.scumble.evaluation.picture.Work;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What mimics lose of each artist's set, as a table of Markdown. */
final class SetLosses {
    private static final String FIRST = "lost/";
    private static final String ALONE = "/" + Sets.ALONE + "/cloaked";
    private static final List<String> COLUMNS = List.of(
            Sets.label(0.25) + "/cloaked",
            Sets.label(0.5) + "/cloaked",
            Sets.label(1) + "/cloaked",
            Sets.label(1) + "/shifted",
            Sets.ALONE + "/cloaked",
            Sets.ALONE + "/shifted");
    private static final String HEAD = """
            ### What mimics lose of each set
            Of the style learnt from all of an artist's works, a quarter, half and all of them cloaked (of three works one, two and three), and, *alone*, in the mean of the works learnt each by itself.

            | set | mimic | judge | a quarter | half | all | shifted | alone | shifted |
            |---|---|---|---|---|---|---|---|---|
            """;

    private SetLosses() {}

    /** Nothing if no set was scored. */
    static String table(List<Score> scores) {
        String rows = scores.stream()
                .filter(score -> score.role() == Work.Role.SET)
                .flatMap(SetLosses::rows)
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : HEAD + rows + "\n";
    }

    private static Stream<String> rows(Score score) {
        return score.figures().keySet().stream()
                .filter(figure -> figure.startsWith(FIRST) && figure.endsWith(ALONE))
                .map(figure -> figure.substring(FIRST.length(), figure.length() - ALONE.length()))
                .map(by -> COLUMNS.stream()
                        .map(column -> String.format(
                                Locale.ROOT,
                                " | %.2f",
                                score.figures().getOrDefault(FIRST + by + "/" + column, Double.NaN)))
                        .collect(Collectors.joining("", "| " + score.work() + " | " + by.replace("/", " | "), " |\n")));
    }
}
