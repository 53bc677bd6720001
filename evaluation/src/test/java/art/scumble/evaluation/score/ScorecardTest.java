package art.scumble.evaluation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.evaluation.picture.Work;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScorecardTest {
    private static final Set<String> KIN = Set.of("search", "taef2");

    @Test
    void placesQuantilesBetweenValues() {
        assertThat(Figures.quantile(new double[] {4, 1, 2, Double.NaN}, 0.5)).isEqualTo(2);
        assertThat(Figures.quantile(new double[] {1, 2}, 0.5)).isEqualTo(1.5);
        assertThat(Figures.quantile(new double[] {1, 2, 3}, 0.1)).isCloseTo(1.2, within(1e-9));
        assertThat(Figures.quantile(new double[0], 0.5)).isNaN();
    }

    @Test
    void sumsUpByNetworkAndDamage() {
        // Given
        Score refused = new Score(
                "s",
                "d",
                "family",
                Work.Role.UNKNOWN,
                Map.of(
                        "effect/net/plain/cloaked", 0.2,
                        "effect/net/plain/shifted", 0.2,
                        "effect/taef2/plain/cloaked", 0.9,
                        "effect/taef2/plain/shifted", 0.1,
                        "lost/mimic/taef2/plain/cloaked", 0.9,
                        "refused", 1.0));
        List<Score> scores = List.of(score("a", 0.4, 0.2), score("b", 0.3, 0.29), score("c", 0.6, 0.2), refused);
        // When
        String card = new Scorecard(scores, KIN).text();
        // Then
        assertThat(card)
                .contains("| net | plain | 0.350 | 0.200 | 1.52 | 1.01 | 2 (1) |  | 1.00 |")
                .contains("| family | 4 | NaN | 1.52 | 0.40 |")
                .contains("| mimic | net | plain | 0.40 | 0.20 | 2.0 |  | 3 | NaN | NaN | NaN |");
    }

    @Test
    void leavesSetsOutOfWhatSingleWorksAreCountedIn() {
        // Given
        Map<String, Double> figures = Map.of(
                "lost/m/n/set-100/cloaked", 0.5,
                "lost/m/n/set-alone/cloaked", 0.4,
                "mean/n/cloaked", 0.3,
                "mean/n/shifted", 0.1,
                "mean/n/single-cloaked", 0.35,
                "mean/n/single-shifted", 0.2);
        Score set = new Score("s", "all works of x", "f", Work.Role.SET, figures);
        // When
        String card = new Scorecard(List.of(score("a", 0.4, 0.2), set), KIN).text();
        // Then
        assertThat(card)
                .contains("refuses them: 0 of 1.")
                .contains("| m | n | set-100 | 0.50 |")
                .contains("| all works of x | m | n | NaN | NaN | 0.50 | NaN | 0.40 | NaN |")
                .contains("| all works of x | n | 0.350 (0.200) | 0.300 (0.100) |");
    }

    @Test
    void saysWhatADamageLeavesOfTheMeanThatOneContentLoses() {
        // Given
        Score first = new Score(
                "s",
                "a",
                "f",
                Work.Role.UNKNOWN,
                Map.of("lost/m/n/half/cloaked", 0.1, "lost/m/n/plain-one/cloaked", 0.2));
        Score second = new Score(
                "s",
                "b",
                "f",
                Work.Role.UNKNOWN,
                Map.of("lost/m/n/half/cloaked", 0.5, "lost/m/n/plain-one/cloaked", 0.6));
        Score plainOnly = new Score("s", "c", "f", Work.Role.TRAINED, Map.of("lost/m/n/plain-one/cloaked", 5.0));
        // When
        String card = new Scorecard(List.of(first, second, plainOnly), KIN).text();
        // Then
        assertThat(card).contains("| m | n | half | 0.30 | NaN | NaN | 0.75 | 1 |");
    }

    @Test
    void listsWhatAMimicThatTrainsLosesWithHowSureThatIs() {
        // Given
        Map<String, Double> figures = Map.of(
                "lost/denoiser/net/set-100/cloaked", 0.25,
                "lost-error/denoiser/net/set-100/cloaked", 0.11,
                "lost/denoiser/net/set-100/shifted", 0.05,
                "moved/denoiser/net/set-100/cloaked", 0.05,
                "moved/denoiser/net/set-100/stranger", 0.2,
                "moved-error/denoiser/net/set-100/stranger", 0.01);
        Score set = new Score("s", "all works of x", "f", Work.Role.SET, figures);
        // When
        String card = new Scorecard(List.of(score("a", 0.4, 0.2), set), KIN).text();
        // Then
        assertThat(card)
                .contains("| denoiser | net | set-100 | 0.25 | 0.05 | 5.0 |")
                .contains("| all works of x | denoiser | net | set-100 | 0.050 ± NaN | NaN ± NaN | 0.200 ± 0.010 |")
                .contains("| 0.250 ± 0.110 | 0.050 ± NaN |");
        assertThat(new Scorecard(List.of(score("a", 0.4, 0.2)), KIN).text()).doesNotContain("that trains");
    }

    @Test
    void drawsTheCurveWithoutTheSearchsKin() {
        // Given
        List<Score> scores = List.of(score("a", 0.4, 0.2));
        // Then
        assertThat(Curve.of(scores, Set.of("search"))).contains("| s | NaN | NaN | 0.40 | 0.20 | 0.40 | 0.20 |");
        assertThat(Curve.of(scores, Set.of("mimic"))).contains("| s | NaN | NaN | 0.40 | 0.20 | 0.40 | 0.20 |");
        assertThat(Curve.of(scores, Set.of("net"))).contains("| s | NaN | NaN | NaN | NaN | NaN | NaN |");
    }

    private static Score score(String work, double cloaked, double shifted) {
        return new Score(
                "s",
                work,
                "family",
                Work.Role.UNKNOWN,
                Map.of(
                        "effect/net/plain/cloaked", cloaked,
                        "effect/net/plain/shifted", shifted,
                        "lost/mimic/net/plain/cloaked", cloaked,
                        "lost/mimic/net/plain/shifted", shifted));
    }
}
