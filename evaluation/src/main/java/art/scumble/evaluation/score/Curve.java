package art.scumble.evaluation.score;

import art.scumble.evaluation.picture.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What several settings cost a picture, and what they do to it, as a table of Markdown. */
public final class Curve {
    private Curve() {}

    /**
     * A line for each setting. Medians; a mimic's loss is the median over all judges that are not of the search's own
     * family.
     *
     * @param kin names of the judges that are
     */
    public static String of(List<Score> scores, Set<String> kin) {
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
                Figures.quantile(Figures.values(members, "visibility/deltaE"), 0.5),
                Figures.quantile(Figures.values(members, "visibility/ssim"), 0.5),
                Figures.foreign(members, "effect/", "/plain/cloaked", kin),
                Figures.foreign(members, "effect/", "/plain/shifted", kin),
                Figures.foreign(members, "lost/", "/plain/cloaked", kin),
                Figures.foreign(members, "lost/", "/plain/shifted", kin))));
        return curve.toString();
    }
}
