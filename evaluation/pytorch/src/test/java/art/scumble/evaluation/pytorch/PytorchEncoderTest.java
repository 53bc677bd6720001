package art.scumble.evaluation.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.tensorflow.EncoderLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PytorchEncoderTest {
    @TempDir
    private Path folder;

    @Test
    void computesWhatOursComputes() throws IOException {
        // Given
        Path file = folder.resolve("tiny_encoder.safetensors");
        RandomWeights.write(file, RandomWeights.TINY_TAE, 3);
        Weights weights = Weights.read(file);
        RgbImage image = noise(1);
        try (Encoder ours = EncoderLoader.load("tiny", weights, RandomWeights.TINY_TAE, false, 1);
                Encoder theirs = new Pytorch().open(weights, RandomWeights.TINY_TAE, 1)) {
            StageStatistics reference = ours.statistics(noise(2));
            double[] way = ours.statistics(image).squaredDistance(reference);
            Aim aim = new Aim(reference, ours.statistics(noise(3)), new double[] {0, 0.3, 0.6, 1});
            // When
            double[] apart = ours.statistics(image).squaredDistance(theirs.statistics(image));
            Encoder.Gradient our = ours.slope(image, aim, way, 0);
            Encoder.Gradient their = theirs.slope(image, aim, way, 0);
            // Then
            for (int l = 0; l < way.length; l++) {
                assertThat(apart[l]).isLessThan(1e-4 * way[l]);
            }
            assertThat(their.value()).isCloseTo(our.value(), within(1e-3));
            for (int i = 0; i < our.byPixel().length; i++) {
                assertThat(their.byPixel()[i]).isCloseTo(our.byPixel()[i], within(1e-3f * largest(our.byPixel())));
            }
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static RgbImage noise(long seed) {
        Random random = new Random(seed);
        float[] values = new float[3 * 48 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new RgbImage(48, 32, values);
    }
}
