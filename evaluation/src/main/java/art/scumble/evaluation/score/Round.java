package art.scumble.evaluation.score;

import art.scumble.evaluation.mimic.LearntStyle;
import art.scumble.worker.encoder.StageStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A mimic paints one content in the style of one work or a set; its share goes into figures that are means over contents.
 */
final class Round {
    private final MimicScorer mimic;
    private final List<Integer> real;
    private final int content;
    private final Map<String, Double> shares;
    private final Map<String, Double> figures;

    /**
     * Figures of one content.
     *
     * @param shares of this content in the figures that have it, by their labels
     */
    Round(MimicScorer mimic, List<Integer> real, int content, Map<String, Double> shares, Map<String, Double> figures) {
        this.mimic = mimic;
        this.real = real;
        this.content = content;
        this.shares = shares;
        this.figures = figures;
    }

    Map<String, StageStatistics> painting(LearntStyle style) {
        return mimic.painting(content, style);
    }

    void judge(String variant, Map<String, StageStatistics> original, LearntStyle style) {
        Map<String, StageStatistics> painting = painting(style);
        recognised(variant, painting);
        lost(variant, original, painting);
    }

    /** How far the painting went from that of the original to that of a stranger's work, seen from the original. */
    private void lost(String variant, Map<String, StageStatistics> original, Map<String, StageStatistics> painting) {
        for (Judge judge : mimic.judges()) {
            double best = distance(judge, original);
            double strange = mimic.strangers(real.getFirst()).stream()
                    .mapToDouble(other -> distance(judge, mimic.fromOriginal(other, content)))
                    .average()
                    .orElseThrow();
            add("lost", judge, variant, (distance(judge, painting) - best) / (strange - best));
        }
    }

    private double distance(Judge judge, Map<String, StageStatistics> painting) {
        return judge.distance(seen(judge, painting), real);
    }

    void recognised(String variant, Map<String, StageStatistics> painting) {
        for (Judge judge : mimic.judges()) {
            add("recognised", judge, variant, real.contains(judge.nearest(seen(judge, painting))) ? 1 : 0);
        }
    }

    private static StageStatistics seen(Judge judge, Map<String, StageStatistics> painting) {
        return Objects.requireNonNull(painting.get(judge.name()));
    }

    private void add(String what, Judge judge, String variant, double value) {
        String by = what + "/" + mimic.name() + "/" + judge.name() + "/";
        shares.forEach((label, share) -> figures.merge(by + label + "/" + variant, share * value, Double::sum));
    }
}
