package art.scumble.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.contract.Tier;
import art.scumble.worker.cloaking.Effect;
import art.scumble.worker.cloaking.Effort;
import art.scumble.worker.cloaking.Protection;
import art.scumble.worker.cloaking.WorkingSize;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TierTableTest {
    @Test
    void comparesTiersPictureByPicture() {
        // Given
        List<TierBench.Cloak> cloaks = new ArrayList<>();
        double[][] fast = {{0.4, 0.9, 0.5}, {0.2, 0.2, 0.2}};
        double[][] full = {{1.0, 1.0, 9.0}, {0.1, 0.2, 0.3}};
        for (int picture = 0; picture < 2; picture++) {
            for (int run = 0; run < 3; run++) {
                cloaks.add(cloak(Tier.FAST, picture, 1, fast[picture][run]));
                cloaks.add(cloak(Tier.FULL, picture, 2, full[picture][run]));
                cloaks.add(cloak(Tier.MAX, picture, 3, full[picture][run]));
            }
        }
        // When
        TierTable table = new TierTable(cloaks);
        // Then
        assertThat(table.ofFull(Tier.FAST, 0)).isCloseTo((0.5 / 1.0 + 0.2 / 0.2) / 2, within(1e-9));
        assertThat(table.text().lines().toList())
                .hasSize(5)
                .first()
                .asString()
                .contains("| eye on 512: moved (shifted), ÷ full |");
        assertThat(table.text())
                .contains("| fast | %d | 1.00 | 0.50 | 0.990 | 0.60 | 0.350 (0.100), 0.75 |"
                        .formatted(Effort.of(Tier.FAST).steps()));
    }

    private static TierBench.Cloak cloak(Tier tier, int picture, double cpuSeconds, double displacement) {
        return new TierBench.Cloak(
                tier,
                picture,
                new Spent(cpuSeconds, cpuSeconds / 2),
                new Protection(new Effect(1, 1, 1), new WorkingSize(512, 512), 0.99, 0.6, 1),
                List.of(new Onlookers.Sight("eye", 512, displacement, 0.1)));
    }
}
