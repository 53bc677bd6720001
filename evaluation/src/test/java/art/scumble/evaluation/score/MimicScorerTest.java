package art.scumble.evaluation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.contract.Objective;
import art.scumble.contract.Sha256;
import art.scumble.evaluation.mimic.StatisticsMimic;
import art.scumble.evaluation.picture.Damage;
import art.scumble.evaluation.picture.Work;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MimicScorerTest {
    private static final String BY = "/mimic/judge/";
    private static final Treatment PLAIN = new Treatment(Damage.PLAIN.label(), true, UnaryOperator.identity());
    private static final Treatment HALF = new Treatment("half", true, UnaryOperator.identity());

    private final List<Work> works =
            List.of(work("one", "a", 60), work("two", "a", 70), work("three", "a", 80), work("other", "b", 190));
    private final Judge judge = Judge.of(
            new Brightness("judge"),
            works.stream().map(work -> Work.image(work.picture())).toList());
    private final MimicScorer mimic =
            new MimicScorer(new StatisticsMimic(new Brightness("mimic"), new double[] {1}, 1), List.of(judge), works);
    private final Map<String, Double> figures = new HashMap<>();

    @Test
    void losesNothingOfAnUnchangedWorkAndAllOfOneThatIsAStrangers() {
        // Given
        Variants unchanged = new Variants(works.get(0).picture(), works.get(0).picture(), 1);
        Variants strangers = new Variants(works.get(1).picture(), works.get(3).picture(), 1);
        Map<String, Double> none = new HashMap<>();
        // When
        mimic.score(0, unchanged, List.of(PLAIN, HALF), none);
        mimic.score(1, strangers, List.of(PLAIN, HALF), figures);
        // Then
        for (String damage : List.of("plain", MimicScorer.PLAIN_ONE, "half")) {
            assertThat(none.get("lost" + BY + damage + "/cloaked")).isCloseTo(0, within(1e-6));
            assertThat(figures.get("lost" + BY + damage + "/cloaked")).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void tellsWhatASetsWorksLoseAlone() {
        // Given one of three works that is a stranger's
        List<Variants> set = List.of(
                new Variants(works.get(0).picture(), works.get(3).picture(), 1),
                new Variants(works.get(1).picture(), works.get(1).picture(), 1),
                new Variants(works.get(2).picture(), works.get(2).picture(), 1));
        // When
        mimic.scoreSet(List.of(0, 1, 2), set, figures);
        // Then
        assertThat(figures.get("lost" + BY + Sets.ALONE + "/cloaked")).isCloseTo(1.0 / 3, within(1e-6));
        assertThat(figures.get("lost" + BY + "set-100/cloaked")).isBetween(0.1, 0.6);
        assertThat(figures.get("recognised" + BY + Sets.ALONE + "/cloaked")).isLessThan(1);
    }

    private static Work work(String name, String artist, int level) {
        SplittableRandom random = new SplittableRandom(level);
        byte[] rgb = new byte[3 * 64 * 64];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (level + random.nextInt(40));
        }
        return new Work(name, "family", artist, Work.Role.UNKNOWN, Picture.opaque(64, 64, rgb));
    }

    /** Sees how bright a picture is, and leads nowhere. */
    private record Brightness(String name) implements Encoder {
        @Override
        public List<Member> members() {
            Identity identity = new Identity(name, Sha256.of(new byte[0]), "fp32", 1);
            return List.of(new Member(identity, 1, 1, Objective.AWAY));
        }

        @Override
        public StageStatistics statistics(RgbImage image) {
            double sum = 0;
            for (float value : image.values()) {
                sum += value;
            }
            float mean = (float) (sum / image.values().length);
            return new StageStatistics(
                    List.of(new StageStatistics.Layer("brightness", new float[] {mean}, new float[] {0})));
        }

        @Override
        public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
            return new Gradient(0, new float[image.values().length]);
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
