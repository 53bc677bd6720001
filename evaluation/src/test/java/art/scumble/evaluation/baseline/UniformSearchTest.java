package art.scumble.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.evaluation.picture.Work;
import art.scumble.worker.cloaking.ColourDifference;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.StructuralSimilarity;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.tensorflow.EncoderLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniformSearchTest {
    private static final int SIDE = 64;

    @TempDir
    private Path folder;

    @Test
    void comesNearerToTheOtherStyleAndIsNoMoreVisible() throws IOException {
        // Given
        Path file = folder.resolve("tiny.safetensors");
        RandomWeights.write(file, RandomWeights.TINY_TAE, 1);
        Picture source = clouds(1, 1);
        Picture other = clouds(2, 4);
        Picture cloaked = clouds(1, 1.1);
        try (Encoder encoder = EncoderLoader.load("tiny", Weights.read(file), RandomWeights.TINY_TAE, false, 1)) {
            // When
            Picture found = new UniformSearch(encoder).asVisibleAs(cloaked, source, other);
            // Then
            assertThat(ColourDifference.between(source, found).mean())
                    .isBetween(0.2, ColourDifference.between(source, cloaked).mean());
            assertThat(StructuralSimilarity.between(source, found))
                    .isGreaterThanOrEqualTo(StructuralSimilarity.between(source, cloaked));
            StageStatistics target = encoder.statistics(Work.image(other));
            assertThat(distance(encoder, found, target)).isLessThan(distance(encoder, source, target));
        }
    }

    private static double distance(Encoder encoder, Picture picture, StageStatistics target) {
        return Arrays.stream(encoder.statistics(Work.image(picture)).squaredDistance(target))
                .map(Math::log)
                .sum();
    }

    /** Grey noise about the middle, the same pattern with any contrast. */
    private static Picture clouds(long seed, double contrast) {
        Random random = new Random(seed);
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            byte level = (byte) Math.clamp(Math.round(128 + 20 * contrast * random.nextGaussian()), 0, 255);
            Arrays.fill(rgb, 3 * i, 3 * i + 3, level);
        }
        return Picture.opaque(SIDE, SIDE, rgb);
    }
}
