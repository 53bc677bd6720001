package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import art.scumble.contract.Intensity;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RealPaintingTest {
    private static final Path SHARED = Path.of(System.getProperty("scumble.shared", "../../shared"));

    @Test
    void movesAPaintingsFeaturesTwiceAsFarAsTheShiftedControlWithinItsLimits() throws IOException {
        // Given
        Path models = SHARED.resolve("models");
        assumeTrue(Files.isDirectory(models), "no TAEF2 weights: " + models + " is not there");
        Path paintings = SHARED.resolve("art/paintings");
        Picture painting = PlainPictures.read(paintings.resolve("post-impressionism__gordicaleksa__vg_houses.jpg"));
        Picture other = PlainPictures.read(paintings.resolve("ukiyo-e__titu1994__japanese_flower_sakai_hoitsu.jpg"));
        try (Encoder encoder = Encoders.open(new ModelShelf(models), "", 2)) {
            Cloaker cloaker = new Cloaker(encoder, new Effort(128, 12));
            StageStatistics own = cloaker.style(painting);
            StageStatistics assigned = cloaker.style(other);
            // When
            Picture cloaked =
                    cloaker.cloak(painting, own, Target.of(assigned), VisibilityBudget.Limits.of(Intensity.MEDIUM), 1);
            // Then
            Protection protection = cloaker.measure(painting, cloaked, own, assigned);
            assertThat(protection.effect().timesControl()).as("%s", protection).isGreaterThan(2);
            assertThat(protection.effect().displacement()).isGreaterThan(0.3);
            assertThat(protection.meanDeltaE()).isLessThanOrEqualTo(2);
            assertThat(protection.p95DeltaE()).isLessThanOrEqualTo(4);
            assertThat(protection.ssim()).isGreaterThanOrEqualTo(0.95);
        }
    }
}
