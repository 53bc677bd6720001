package art.scumble.evaluation.speed;

import art.scumble.contract.Tier;
import art.scumble.worker.cloaking.Effort;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the tiers took and did, as a table. */
final class TierTable {
    private final List<TierBench.Cloak> cloaks;
    private final int pictures;

    /** Of cloaks of squares of one size; there is one by {@link Tier#FULL} of each picture at least. */
    TierTable(List<TierBench.Cloak> cloaks) {
        this.cloaks = List.copyOf(cloaks);
        this.pictures = cloaks.stream().mapToInt(TierBench.Cloak::picture).max().orElseThrow() + 1;
    }

    /** A line for each tier: medians over the pictures, of each of which the medians over its runs. */
    String text() {
        List<Onlookers.Sight> first = cloaks.getFirst().sights();
        StringBuilder text = new StringBuilder("| tier | steps | cpu s | wall s | SSIM | ΔE2000 |");
        for (Onlookers.Sight sight : first) {
            text.append(" %s on %d: moved (shifted), ÷ full |".formatted(sight.network(), sight.side()));
        }
        text.append("\n|").append("---|".repeat(6 + first.size())).append('\n');
        for (Tier tier : Tier.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.2f | %.2f | %.3f | %.2f |",
                    tier.name().toLowerCase(Locale.ROOT),
                    Effort.of(tier).steps(),
                    median(tier, cloak -> cloak.spent().cpuSeconds()),
                    median(tier, cloak -> cloak.spent().wallSeconds()),
                    median(tier, cloak -> cloak.protection().ssim()),
                    median(tier, cloak -> cloak.protection().meanDeltaE())));
            for (int i = 0; i < first.size(); i++) {
                text.append(sight(tier, i));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String sight(Tier tier, int index) {
        return String.format(
                Locale.ROOT,
                " %.3f (%.3f), %.2f |",
                median(tier, cloak -> cloak.sights().get(index).displacement()),
                median(tier, cloak -> cloak.sights().get(index).shifted()),
                ofFull(tier, index));
    }

    /** How far an onlooker saw a tier's cloak go, ÷ how far it saw that of {@link Tier#FULL} go, picture by picture. */
    double ofFull(Tier tier, int sight) {
        ToDoubleFunction<TierBench.Cloak> displacement =
                cloak -> cloak.sights().get(sight).displacement();
        List<Integer> all = IntStream.range(0, pictures).boxed().toList();
        return Spent.median(
                all, picture -> ofRuns(tier, picture, displacement) / ofRuns(Tier.FULL, picture, displacement));
    }

    private double median(Tier tier, ToDoubleFunction<TierBench.Cloak> figure) {
        List<Integer> all = IntStream.range(0, pictures).boxed().toList();
        return Spent.median(all, picture -> ofRuns(tier, picture, figure));
    }

    private double ofRuns(Tier tier, int picture, ToDoubleFunction<TierBench.Cloak> figure) {
        List<TierBench.Cloak> runs = cloaks.stream()
                .filter(cloak -> cloak.tier() == tier && cloak.picture() == picture)
                .toList();
        return Spent.median(runs, figure);
    }
}
