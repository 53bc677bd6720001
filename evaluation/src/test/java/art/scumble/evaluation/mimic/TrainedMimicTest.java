package art.scumble.evaluation.mimic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.tensorflow.Autoencoder;
import art.scumble.worker.tensorflow.Latents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainedMimicTest {
    private static final Path MODELS =
            Path.of(System.getProperty("scumble.shared", "../../shared")).resolve("models");

    @Test
    void paintsAContentOtherwiseAfterEachSetAndTheSameAfterTheSame() throws IOException {
        // Given
        RgbImage content = small(Contents.all().getFirst());
        try (Autoencoder autoencoder = taef2();
                TrainedMimic mimic = TrainedMimic.taught(autoencoder, List.of(stripes(3), stripes(9)), 2, 2)) {
            // When
            mimic.learn(List.of(stripes(5)), 1);
            List<RgbImage> paintings = mimic.paint(content, 1);
            mimic.learn(List.of(stripes(20)), 1);
            List<RgbImage> others = mimic.paint(content, 1);
            mimic.learn(List.of(stripes(5)), 1);
            List<RgbImage> again = mimic.paint(content, 1);
            // Then
            assertThat(paintings).hasSizeGreaterThan(1).allMatch(painting -> painting.width() == content.width());
            for (int i = 0; i < paintings.size(); i++) {
                assertThat(again.get(i).values()).isEqualTo(paintings.get(i).values());
                assertThat(others.get(i).values()).isNotEqualTo(paintings.get(i).values());
            }
            assertThat(paintings.getFirst().values())
                    .isNotEqualTo(paintings.getLast().values());
            assertThatThrownBy(() -> mimic.learn(List.of(content), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("256 pixels");
        }
    }

    @Test
    void seesLatentsInUnitsOfTheirOwn() {
        // Given
        Latents one = new Latents(1, 2, new float[] {1, 10, 3, 10});
        Latents other = new Latents(1, 1, new float[] {5, 40});
        // When
        LatentUnits units = LatentUnits.of(List.of(one, other));
        // Then
        assertThat(units.mean()).containsExactly(3, 20);
        assertThat(units.deviation()[0]).isCloseTo(Math.sqrt(8.0 / 3), within(1e-9));
        assertThat(units.of(one).values()[2]).isZero();
        assertThat(units.back(units.of(one)).values()).containsExactly(one.values(), within(1e-5f));
    }

    private static Autoencoder taef2() throws IOException {
        assumeTrue(Files.isDirectory(MODELS), "no TAEF2 weights: " + MODELS + " is not there");
        Path encoder = MODELS.resolve("taef2_encoder.safetensors");
        return Autoencoder.open(encoder, Weights.read(encoder), MODELS.resolve("taef2_decoder.safetensors"), 2);
    }

    /** Its middle. */
    private static RgbImage small(RgbImage image) {
        float[] values = new float[3 * 32 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = image.values()[3 * ((96 + i / 96) * image.width() + 96) + i % 96];
        }
        return new RgbImage(32, 32, values);
    }

    private static RgbImage stripes(int width) {
        float[] values = new float[3 * 264 * 256];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 3 % 264 / width % 2 == 0 ? 0.7f : 0.1f * (i % 3);
        }
        return new RgbImage(264, 256, values);
    }
}
