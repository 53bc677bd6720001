package art.scumble.evaluation.mimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsMimicTest {
    @TempDir
    private Path folder;

    @Test
    void paintsWhatItsNetworkTakesForTheStyle() throws Exception {
        // Given
        RgbImage content = Contents.all().getFirst();
        try (Encoder network = Encoders.open(new ModelShelf(folder), "scumble-s", 2)) {
            double[] unit = new double[network.statistics(content).layers().size()];
            Arrays.fill(unit, 1);
            StatisticsMimic mimic = new StatisticsMimic(network, unit, 15);
            LearntStyle style = mimic.learn(stripes());
            // When
            RgbImage painted = mimic.paint(content, style);
            // Then
            double before = distance(network.statistics(style.colours().on(content)), style.statistics());
            assertThat(distance(network.statistics(painted), style.statistics()))
                    .isLessThan(before - 0.7);
            assertThat(mimic.paint(content, style).values()).isEqualTo(painted.values());
        }
    }

    @Test
    void takesTheColoursOver() {
        // Given
        Colours colours = new Colours(new double[] {0.3, 0.5, 0.6}, new double[] {0.05, 0.1, 0.02});
        // When
        Colours seen = Colours.of(colours.on(Contents.all().getLast()));
        // Then
        for (int c = 0; c < 3; c++) {
            assertThat(seen.mean()[c]).isCloseTo(colours.mean()[c], within(0.01));
            assertThat(seen.deviation()[c]).isCloseTo(colours.deviation()[c], within(0.01));
        }
    }

    @Test
    void learnsTheMeanOfSeveralPictures() {
        // Given
        LearntStyle dark = style(0.2f);
        LearntStyle bright = style(0.6f);
        // When
        LearntStyle both = LearntStyle.of(List.of(dark, bright));
        // Then
        assertThat(both.statistics().layers().getFirst().mean()[0]).isCloseTo(0.4f, within(1e-6f));
        assertThat(both.colours().mean()[1]).isCloseTo(0.4, within(1e-6));
    }

    private static LearntStyle style(float level) {
        StageStatistics.Layer layer = new StageStatistics.Layer("only", new float[] {level}, new float[] {1});
        double[] colour = {level, level, level};
        return new LearntStyle(new StageStatistics(List.of(layer)), new Colours(colour, colour));
    }

    private static double distance(StageStatistics a, StageStatistics b) {
        return Arrays.stream(a.squaredDistance(b)).map(Math::log).average().orElseThrow();
    }

    private static RgbImage stripes() {
        Random random = new Random(1);
        float[] values = new float[3 * 96 * 96];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp((i / 3 % 96 / 4 % 2 == 0 ? 0.7f : 0.2f) + 0.1f * random.nextFloat(), 0f, 1f);
        }
        return new RgbImage(96, 96, values);
    }
}
