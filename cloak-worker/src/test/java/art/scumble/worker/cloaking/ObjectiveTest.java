package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Intensity;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectiveTest {
    private static final VisibilityBudget.Limits LIMITS = VisibilityBudget.Limits.of(Intensity.HIGH);

    @TempDir
    private Path noModels;

    @Test
    void towardsAStyleComesNearerToItThanAwayFromTheOwn() throws IOException {
        // When
        Effect towards = effect("towards:scumble-s");
        Effect away = effect("scumble-s");
        // Then
        assertThat(towards.approach()).isPositive().isGreaterThan(away.approach());
    }

    /** Far off, in a direction that a change of luma can take. */
    private static Picture grainier(Picture picture) {
        Random random = new Random(1);
        byte[] rgb = picture.rgb().clone();
        for (int i = 0; i < rgb.length; i += 3) {
            int grain = (int) (60 * random.nextGaussian());
            for (int c = i; c < i + 3; c++) {
                rgb[c] = (byte) Math.clamp((rgb[c] & 0xFF) + grain, 0, 255);
            }
        }
        return Picture.opaque(picture.width(), picture.height(), rgb);
    }

    private Effect effect(String encoders) throws IOException {
        Picture picture = Paintings.procedural(160, 128, 4);
        try (Encoder encoder = Encoders.open(new ModelShelf(noModels), encoders, 2)) {
            Cloaker cloaker = new Cloaker(encoder, new Effort(160, 10));
            StageStatistics own = cloaker.style(picture);
            StageStatistics assigned = cloaker.style(grainier(picture));
            Picture cloaked = cloaker.cloak(picture, own, Target.of(assigned), LIMITS, 1);
            return cloaker.measure(picture, cloaked, own, assigned).effect();
        }
    }
}
