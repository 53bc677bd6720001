package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.contract.Intensity;
import art.scumble.contract.Objective;
import art.scumble.contract.Sha256;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {
    private static final VisibilityBudget.Limits LIMITS = VisibilityBudget.Limits.of(Intensity.MEDIUM);
    private static final StageStatistics OWN = layer(1, 2);
    private static final StageStatistics STYLE = layer(5, 6);

    @TempDir
    private Path noModels;

    @Test
    void aimsEachEncoderByItsObjectiveAndAlongThePushWhereItIsKnown() {
        // Given
        Target known = new Target(STYLE, layer(0.25f, -0.5f));
        Target joined = Target.joined(List.of(Target.of(STYLE), known, known));
        List<Encoder.Member> members =
                List.of(member(Objective.AWAY), member(Objective.AWAY), member(Objective.TOWARDS));
        // When
        Aim aim = joined.aim(StageStatistics.joined(List.of(OWN, OWN, OWN)), members);
        // Then
        assertThat(aim.pull()).containsExactly(0, 0.8, 1);
        assertThat(aim.goal().layers().get(1).mean()[0]).isEqualTo(1 + 15 * 0.25f, within(1e-5f));
        assertThat(aim.goal().layers().get(1).deviation()[0]).isEqualTo(2 - 15 * 0.5f, within(1e-5f));
        assertThat(aim.goal().layers().get(2).mean()[0]).isEqualTo(5);
    }

    @Test
    void worksThatArePushedOneWayMoveTheirMeanFurther() throws IOException {
        // Given
        List<Picture> works = List.of(
                Paintings.procedural(160, 128, 4),
                Paintings.procedural(144, 160, 5),
                Paintings.procedural(160, 160, 6));
        try (Encoder encoder = Encoders.open(new ModelShelf(noModels), "scumble-s", 2)) {
            Cloaker cloaker = new Cloaker(encoder, new Effort(160, 8));
            StageStatistics style = cloaker.style(Paintings.flat(128, 128, 30));
            StageStatistics push = cloaker.push(
                    Paintings.procedural(160, 128, 7), cloaker.style(Paintings.procedural(160, 128, 7)), style, 7);
            // When
            double apart = ofTheirMean(cloaker, works, Target.of(style));
            double together = ofTheirMean(cloaker, works, new Target(style, push));
            // Then
            assertThat(together).isGreaterThan(1.1 * apart);
        }
    }

    /** How far the mean of the works' statistics moves, summed over the logarithms of the layers. */
    private static double ofTheirMean(Cloaker cloaker, List<Picture> works, Target target) {
        List<StageStatistics> before = new ArrayList<>();
        List<StageStatistics> after = new ArrayList<>();
        for (Picture work : works) {
            StageStatistics own = cloaker.style(work);
            before.add(own);
            after.add(cloaker.style(cloaker.cloak(work, own, target, LIMITS, before.size())));
        }
        double[] moved = StageStatistics.mean(after).squaredDistance(StageStatistics.mean(before));
        return Math.sqrt(Arrays.stream(moved).reduce(1, (a, b) -> a * b));
    }

    private static StageStatistics layer(float mean, float deviation) {
        return new StageStatistics(
                List.of(new StageStatistics.Layer("only", new float[] {mean}, new float[] {deviation})));
    }

    private static Encoder.Member member(Objective objective) {
        return new Encoder.Member(
                new Encoder.Identity("any", Sha256.of(new byte[0]), "fp32", 1), 1 / 3.0, 1, objective);
    }
}
