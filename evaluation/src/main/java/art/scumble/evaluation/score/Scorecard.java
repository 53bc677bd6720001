package art.scumble.evaluation.score;

import art.scumble.evaluation.picture.Work;
import art.scumble.evaluation.remover.Remover;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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

    /**
     * The curve of several settings, a line each: what they cost a picture, and what they do to it. Medians; a mimic's
     * loss is the median over all judges that are not of the search's own family.
     *
     * @param kin names of the judges that are
     */
    public static String curve(List<Score> scores, Set<String> kin) {
        StringBuilder curve =
                new StringBuilder("| setting | mean ΔE2000 | SSIM | effect on foreign networks | shifted | lost |"
                        + " shifted |\n|---|---|---|---|---|---|---|\n");
        Map<String, List<Score>> settings = new LinkedHashMap<>();
        scores.stream()
                .filter(score -> score.role() != Work.Role.SET)
                .forEach(score -> settings.computeIfAbsent(score.setting(), key -> new ArrayList<>())
                        .add(score));
        settings.forEach((name, members) -> curve.append(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.3f | %.2f | %.2f | %.2f | %.2f |%n",
                name,
                quantile(values(members, "visibility/deltaE"), 0.5),
                quantile(values(members, "visibility/ssim"), 0.5),
                foreign(members, "effect/", "/plain/cloaked", kin),
                foreign(members, "effect/", "/plain/shifted", kin),
                foreign(members, "lost/", "/plain/cloaked", kin),
                foreign(members, "lost/", "/plain/shifted", kin))));
        return curve.toString();
    }

    private static double foreign(List<Score> members, String first, String last, Set<String> kin) {
        return quantile(
                members.stream()
                        .flatMap(score -> score.figures().entrySet().stream())
                        .filter(entry -> entry.getKey().startsWith(first)
                                && entry.getKey().endsWith(last)
                                && kin.stream().noneMatch(name -> entry.getKey().contains("/" + name + "/")))
                        .mapToDouble(Map.Entry::getValue)
                        .toArray(),
                0.5);
    }

    private void row(String title, String figure, double worst) {
        double[] values = values(scores, figure);
        line(String.format(Locale.ROOT, "| %s | %.3f | %.3f |", title, quantile(values, 0.5), quantile(values, worst)));
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
            double[] cloaked = values(scores, "effect/" + key + "/cloaked");
            double[] shifted = values(scores, "effect/" + key + "/shifted");
            double[] ratio = ratios(scores, "effect/" + key + "/cloaked", "effect/" + key + "/shifted");
            String network = key.substring(0, key.indexOf('/'));
            double[] ofPlain = ratios(scores, "effect/" + key + "/cloaked", "effect/" + network + "/plain/cloaked");
            line(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.3f | %.3f | %.2f | %.2f | %d (%d) | %s | %.2f | %s |",
                    network,
                    key.substring(key.indexOf('/') + 1),
                    quantile(cloaked, 0.5),
                    quantile(shifted, 0.5),
                    quantile(ratio, 0.5),
                    quantile(ratio, 0.1),
                    nothing(scores, key),
                    nothing(scores.stream().filter(score -> !isRefused(score)).toList(), key),
                    figure("effect/" + key + "/noise"),
                    quantile(ofPlain, 0.5),
                    key.endsWith("/plain") ? figure("approach/" + network + "/cloaked") : ""));
        }
        line("");
    }

    private static long nothing(List<Score> members, String key) {
        double[] ratio = ratios(members, "effect/" + key + "/cloaked", "effect/" + key + "/shifted");
        return Arrays.stream(ratio).filter(value -> value < NOTHING).count();
    }

    private static boolean isRefused(Score score) {
        return score.figures().getOrDefault("refused", 0.0) > 0;
    }

    private void baseline() {
        double[] deltaE = values(scores, "visibility/baseline-deltaE");
        if (deltaE.length == 0) {
            return;
        }
        line("### Against a uniform search");
        line(String.format(
                Locale.ROOT,
                "Steps of the slope's sign towards the assigned style, one limit for all pixels, a fifth of it for chroma;"
                        + " scaled until it is as visible: median mean ΔE2000 %.2f and SSIM %.3f.",
                quantile(deltaE, 0.5),
                quantile(values(scores, "visibility/baseline-ssim"), 0.5)));
        line("");
        line("| network | cloaked | uniform | ratio, median |");
        line("|---|---|---|---|");
        for (String network : groups("effect/", 1)) {
            String plain = "effect/" + network + "/plain/";
            double[] ratio = ratios(scores, plain + "cloaked", plain + "baseline");
            if (ratio.length > 0) {
                line("| %s | %s | %s | %.2f |"
                        .formatted(
                                network, figure(plain + "cloaked"), figure(plain + "baseline"), quantile(ratio, 0.5)));
            }
        }
        line("");
    }

    private void suspicion() {
        double[] plain = values(scores, "suspicion/original");
        double[] cloaked = values(scores, "suspicion/cloaked");
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
                quantile(values(members, "visibility/deltaE"), 0.5),
                quantile(foreignRatios(members), 0.5),
                foreign(members, "lost/", "/plain/cloaked", kin))));
        line("");
    }

    private double[] foreignRatios(List<Score> members) {
        return groups("effect/", 1).stream()
                .filter(network -> !kin.contains(network))
                .map(network -> "effect/" + network + "/plain/")
                .flatMapToDouble(plain -> Arrays.stream(ratios(members, plain + "cloaked", plain + "shifted")))
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
            double[] lost = values(scores, "lost/" + key + "/cloaked");
            double cloaked = quantile(lost, 0.5);
            double shifted = quantile(values(scores, "lost/" + key + "/shifted"), 0.5);
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
                    mean(scores, "recognised/" + key + "/original"),
                    mean(scores, "recognised/" + key + "/cloaked"),
                    mean(scores, "recognised/" + key + "/shifted")));
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
        double left = mean(both, damaged) / mean(both, plain);
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

    private static double[] values(List<Score> scores, String figure) {
        return scores.stream()
                .map(Score::figures)
                .filter(figures -> figures.containsKey(figure))
                .mapToDouble(figures -> figures.getOrDefault(figure, Double.NaN))
                .toArray();
    }

    private static double[] ratios(List<Score> scores, String figure, String other) {
        return scores.stream()
                .map(Score::figures)
                .filter(figures -> figures.containsKey(figure) && figures.containsKey(other))
                .mapToDouble(
                        figures -> figures.getOrDefault(figure, Double.NaN) / figures.getOrDefault(other, Double.NaN))
                .toArray();
    }

    private String figure(String name) {
        double[] values = values(scores, name);
        return values.length == 0 ? "" : String.format(Locale.ROOT, "%.3f", quantile(values, 0.5));
    }

    private static double mean(List<Score> scores, String figure) {
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

    private void line(String line) {
        text.append(line).append('\n');
    }
}
