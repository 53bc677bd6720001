package art.scumble.evaluation.score;

import art.scumble.evaluation.picture.Work;
import art.scumble.evaluation.remover.Remover;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Scores summed up, as tables of Markdown. */
public final class Scorecard {
    private static final double NOTHING = 1.1;

    private final List<Score> scores;
    private final List<Score> single;
    private final Set<String> kin;
    private final StringBuilder text = new StringBuilder();

    /**
     * Sums scores up.
     *
     * @param kin names of the networks that are of the search, or of its family
     */
    public Scorecard(List<Score> scores, Set<String> kin) {
        this.scores = List.copyOf(scores);
        this.kin = Set.copyOf(kin);
        this.single =
                scores.stream().filter(score -> score.role() != Work.Role.SET).toList();
    }

    /** All tables. */
    public String text() {
        text.setLength(0);
        visibility();
        effects();
        baseline();
        suspicion();
        families();
        losses();
        text.append(SetLosses.table(scores));
        text.append(SetMoves.table(scores));
        text.append(SetTable.of(scores));
        return text.toString();
    }

    private void visibility() {
        line("### What it costs the picture");
        line("| | median | worst |");
        line("|---|---|---|");
        row("mean ΔE2000", "visibility/deltaE", 1);
        row("95th percentile of ΔE2000", "visibility/deltaE-p95", 1);
        row("SSIM", "visibility/ssim", 0);
        row("contrast-weighted difference, levels of 255", "visibility/contrast", 1);
        row("seconds of the search", "seconds", 1);
        line("");
        line("Below the effect's floor, so that the product refuses them: %d of %d."
                .formatted(single.stream().filter(Scorecard::isRefused).count(), single.size()));
        line("");
    }

    private void row(String title, String figure, double worst) {
        double[] values = Figures.values(scores, figure);
        line(String.format(
                Locale.ROOT,
                "| %s | %.3f | %.3f |",
                title,
                Figures.quantile(values, 0.5),
                Figures.quantile(values, worst)));
    }

    private void effects() {
        line("### What other networks see");
        line("Distance from the own style, in units of the root mean square distance of two artworks; medians, and the"
                + " worst decile of the ratio to the shifted control; in how many works it is below 1.1, and in brackets"
                + " in how many of those that the product protects; approach: of the way to the assigned style.");
        line("");
        line(
                "| network | damage | cloaked | shifted | ratio | worst decile | below 1.1 | noise | of plain | approach |");
        line("|---|---|---|---|---|---|---|---|---|---|");
        for (String key : groups("effect/", 2)) {
            double[] cloaked = Figures.values(scores, "effect/" + key + "/cloaked");
            double[] shifted = Figures.values(scores, "effect/" + key + "/shifted");
            double[] ratio = Figures.ratios(scores, "effect/" + key + "/cloaked", "effect/" + key + "/shifted");
            String network = key.substring(0, key.indexOf('/'));
            double[] ofPlain =
                    Figures.ratios(scores, "effect/" + key + "/cloaked", "effect/" + network + "/plain/cloaked");
            line(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.3f | %.3f | %.2f | %.2f | %d (%d) | %s | %.2f | %s |",
                    network,
                    key.substring(key.indexOf('/') + 1),
                    Figures.quantile(cloaked, 0.5),
                    Figures.quantile(shifted, 0.5),
                    Figures.quantile(ratio, 0.5),
                    Figures.quantile(ratio, 0.1),
                    nothing(scores, key),
                    nothing(scores.stream().filter(score -> !isRefused(score)).toList(), key),
                    figure("effect/" + key + "/noise"),
                    Figures.quantile(ofPlain, 0.5),
                    key.endsWith("/plain") ? figure("approach/" + network + "/cloaked") : ""));
        }
        line("");
    }

    private static long nothing(List<Score> members, String key) {
        double[] ratio = Figures.ratios(members, "effect/" + key + "/cloaked", "effect/" + key + "/shifted");
        return Arrays.stream(ratio).filter(value -> value < NOTHING).count();
    }

    private static boolean isRefused(Score score) {
        return score.figures().getOrDefault("refused", 0.0) > 0;
    }

    private void baseline() {
        double[] deltaE = Figures.values(scores, "visibility/baseline-deltaE");
        if (deltaE.length == 0) {
            return;
        }
        line("### Against a uniform search");
        line(String.format(
                Locale.ROOT,
                "Steps of the slope's sign towards the assigned style, one limit for all pixels, a fifth of it for chroma;"
                        + " scaled until it is as visible: median mean ΔE2000 %.2f and SSIM %.3f.",
                Figures.quantile(deltaE, 0.5),
                Figures.quantile(Figures.values(scores, "visibility/baseline-ssim"), 0.5)));
        line("");
        line("| network | cloaked | uniform | ratio, median |");
        line("|---|---|---|---|");
        for (String network : groups("effect/", 1)) {
            String plain = "effect/" + network + "/plain/";
            double[] ratio = Figures.ratios(scores, plain + "cloaked", plain + "baseline");
            if (ratio.length > 0) {
                line("| %s | %s | %s | %.2f |"
                        .formatted(
                                network,
                                figure(plain + "cloaked"),
                                figure(plain + "baseline"),
                                Figures.quantile(ratio, 0.5)));
            }
        }
        line("");
    }

    private void suspicion() {
        double[] plain = Figures.values(scores, "suspicion/original");
        double[] cloaked = Figures.values(scores, "suspicion/cloaked");
        if (plain.length > 0) {
            line("### What a remover sees");
            line(String.format(
                    Locale.ROOT,
                    "Taught by other works, cloaked with other keys. It tells cloaked works from others with an area under"
                            + " the ROC curve of %.2f (%d works; 0.5 is a guess). What is left after it took off what it"
                            + " saw is the row *remover* of the other tables.",
                    Remover.auc(plain, cloaked),
                    plain.length));
            line("");
        }
    }

    private void families() {
        line("### By family");
        line(
                "Medians over the foreign networks' ratios to the shifted control, and of what mimics lose by foreign judges.");
        line("");
        line("| family | works | mean ΔE2000 | ratio | lost |");
        line("|---|---|---|---|---|");
        Map<String, List<Score>> families = new TreeMap<>();
        for (Score score : single) {
            String kind = score.role() == Work.Role.TRAINED ? " (trained on)" : "";
            families.computeIfAbsent(score.family() + kind, key -> new ArrayList<>())
                    .add(score);
        }
        families.forEach((family, members) -> line(String.format(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f | %.2f |",
                family,
                members.size(),
                Figures.quantile(Figures.values(members, "visibility/deltaE"), 0.5),
                Figures.quantile(foreignRatios(members), 0.5),
                Figures.foreign(members, "lost/", "/plain/cloaked", kin))));
        line("");
    }

    private double[] foreignRatios(List<Score> members) {
        return groups("effect/", 1).stream()
                .filter(network -> !kin.contains(network))
                .map(network -> "effect/" + network + "/plain/")
                .flatMapToDouble(plain -> Arrays.stream(Figures.ratios(members, plain + "cloaked", plain + "shifted")))
                .toArray();
    }

    private void losses() {
        line("### What mimics lose");
        line(
                "0: painted as well as from the original; 1: no better than from a stranger's work. Medians; left: of the mean"
                        + " that the same content loses of the plain picture (*plain-one*); recognised: how often the"
                        + " judge finds the real work nearest of all.");
        line("");
        line(
                "| mimic | judge | damage | lost | shifted | ratio | left | lost ≥ .3 | recognised from original | cloaked | shifted |");
        line("|---|---|---|---|---|---|---|---|---|---|---|");
        for (String key : groups("lost/", 3)) {
            String[] parts = key.split("/", -1);
            double[] lost = Figures.values(scores, "lost/" + key + "/cloaked");
            double cloaked = Figures.quantile(lost, 0.5);
            double shifted = Figures.quantile(Figures.values(scores, "lost/" + key + "/shifted"), 0.5);
            line(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.2f | %.2f | %.1f | %s | %d | %.2f | %.2f | %.2f |",
                    parts[0],
                    parts[1],
                    parts[2],
                    cloaked,
                    shifted,
                    cloaked / shifted,
                    left(parts[0] + "/" + parts[1], parts[2]),
                    Arrays.stream(lost).filter(value -> value >= 0.3).count(),
                    Figures.mean(scores, "recognised/" + key + "/original"),
                    Figures.mean(scores, "recognised/" + key + "/cloaked"),
                    Figures.mean(scores, "recognised/" + key + "/shifted")));
        }
        line("");
    }

    private String left(String mimicAndJudge, String damage) {
        String plain = "lost/" + mimicAndJudge + "/" + MimicScorer.PLAIN_ONE + "/cloaked";
        String damaged = "lost/" + mimicAndJudge + "/" + damage + "/cloaked";
        List<Score> both = single.stream()
                .filter(score -> score.figures().keySet().containsAll(List.of(plain, damaged)))
                .toList();
        if (both.isEmpty() || damage.equals("plain")) {
            return "";
        }
        double left = Figures.mean(both, damaged) / Figures.mean(both, plain);
        return String.format(Locale.ROOT, "%.2f", left);
    }

    /** The first parts of names, without a prefix. */
    private Set<String> groups(String prefix, int parts) {
        Set<String> groups = new TreeSet<>();
        for (Score score : scores) {
            for (String key : score.figures().keySet()) {
                if (key.startsWith(prefix)) {
                    String[] names = key.substring(prefix.length()).split("/", -1);
                    groups.add(String.join("/", Arrays.copyOf(names, parts)));
                }
            }
        }
        return groups;
    }

    private String figure(String name) {
        double[] values = Figures.values(scores, name);
        return values.length == 0 ? "" : String.format(Locale.ROOT, "%.3f", Figures.quantile(values, 0.5));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
