package art.scumble.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.TinyTae;
import art.scumble.worker.encoder.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorflowEncoderTest {
    @TempDir
    static Path models;

    private static Weights weights;
    private static Encoder encoder;

    @BeforeAll
    static void load() throws IOException {
        Path file = models.resolve("tiny_encoder.safetensors");
        TinyTae.write(file, TinyTae.ARCHITECTURE, 3);
        weights = Weights.read(file);
        encoder = TensorflowEncoder.load("tiny", weights, TaeArchitecture.of(file, weights), false, 1);
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @Test
    void seesWhatPlainLoopsSeeOnSizesThatEightDoesNotDivide() {
        // Given
        RgbImage image = image(29, 22, 1);
        // When
        List<StageStatistics.Layer> layers = encoder.statistics(image).layers();
        // Then
        List<double[][]> expected = new PlainTae(weights).statistics(image);
        assertThat(layers)
                .extracting(StageStatistics.Layer::name)
                .containsExactly("stage-1", "stage-2", "stage-3", "latents");
        for (int l = 0; l < expected.size(); l++) {
            for (int c = 0; c < expected.get(l)[0].length; c++) {
                assertThat((double) layers.get(l).mean()[c]).isEqualTo(expected.get(l)[0][c], within(1e-3));
                assertThat((double) layers.get(l).deviation()[c]).isEqualTo(expected.get(l)[1][c], within(1e-3));
            }
        }
    }

    @Test
    void itsGradientIsTheSlopeOfTheObjectiveOfPlainLoops() {
        // Given
        StageStatistics own = encoder.statistics(image(32, 24, 1));
        double[] way = own.squaredDistance(encoder.statistics(image(32, 24, 2)));
        RgbImage at = image(32, 24, 3);
        Encoder.Gradient gradient = encoder.away(at, own, way);
        Random random = new Random(4);
        for (int direction = 0; direction < 4; direction++) {
            // When
            float[] ahead = at.values().clone();
            float[] behind = at.values().clone();
            double expected = 0;
            double length = 0;
            for (int i = 0; i < ahead.length; i++) {
                double d = direction == 0 ? Math.signum(gradient.byPixel()[i]) : random.nextGaussian();
                ahead[i] += (float) (1e-5 * d);
                behind[i] -= (float) (1e-5 * d);
                expected += (double) gradient.byPixel()[i] * (ahead[i] - behind[i]);
                length += Math.pow(ahead[i] - behind[i], 2);
            }
            double rise = objective(new RgbImage(32, 24, ahead), own, way)
                    - objective(new RgbImage(32, 24, behind), own, way);
            // Then
            double steepest = norm(gradient.byPixel()) * Math.sqrt(length / at.values().length);
            assertThat(rise).isEqualTo(expected, within(0.02 * Math.max(Math.abs(expected), steepest)));
        }
        assertThat(gradient.value()).isEqualTo(objective(at, own, way), within(1e-3));
    }

    /** In double precision, as differences of floats would drown in rounding. */
    private static double objective(RgbImage image, StageStatistics own, double[] way) {
        List<double[][]> seen = new PlainTae(weights).statistics(image);
        double sum = 0;
        for (int l = 0; l < way.length; l++) {
            StageStatistics.Layer layer = own.layers().get(l);
            double distance = 0;
            for (int c = 0; c < layer.mean().length; c++) {
                distance += Math.pow(seen.get(l)[0][c] - layer.mean()[c], 2);
                distance += Math.pow(seen.get(l)[1][c] - layer.deviation()[c], 2);
            }
            sum += Math.log(distance / layer.mean().length / way[l] + 1e-6);
        }
        return sum / way.length;
    }

    @Test
    void saysWhichFileIsMissingAndWhereItBelongs() {
        // Given
        Path nowhere = models.resolve("nowhere");
        // When
        // Then
        assertThatThrownBy(() -> EncoderLoader.fromDirectory(nowhere, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("taef2_encoder.safetensors")
                .hasMessageContaining(nowhere.toString());
    }

    @Test
    void choosesAPrecisionByTrial() throws IOException {
        // Given
        // When
        try (Encoder chosen = EncoderLoader.fromDirectory(models, 1)) {
            // Then
            assertThat(chosen.identity().precision()).isIn("fp32", "bf16-trunk");
            assertThat(chosen.identity().sha256()).isEqualTo(weights.sha256());
        }
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    private static RgbImage image(int width, int height, int seed) {
        Random random = new Random(seed);
        float[] values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.2f + 0.6f * random.nextFloat();
        }
        return new RgbImage(width, height, values);
    }
}
