package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Intensity;
import art.scumble.worker.encoder.StageStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnySizeTest {
    private static final VisibilityBudget.Limits LIMITS = VisibilityBudget.Limits.of(Intensity.MEDIUM);

    @ParameterizedTest
    @CsvSource({"64,64", "64,1500", "1500,64", "257,263"})
    void cloaksPicturesOfAnyShapeWithinTheLimits(int width, int height) {
        requireCloak(Paintings.procedural(width, height, 1));
    }

    @Tag("long")
    @Test
    void cloaksTheLargestPictureThatIsTaken() {
        requireCloak(Paintings.procedural(6000, 4000, 1));
    }

    private static void requireCloak(Picture picture) {
        // Given
        Cloaker cloaker = new Cloaker(new PulledApart(1), new Effort(256, 4));
        StageStatistics own = cloaker.style(picture);
        // When
        Picture cloaked = cloaker.cloak(picture, own, Target.of(cloaker.style(Paintings.flat(64, 64, 30))), LIMITS, 1);
        // Then
        assertThat(cloaked.rgb()).hasSameSizeAs(picture.rgb()).isNotEqualTo(picture.rgb());
        ColourDifference.Summary difference = ColourDifference.between(picture, cloaked);
        assertThat(difference.mean()).isLessThanOrEqualTo(LIMITS.meanDeltaE());
        assertThat(difference.p95()).isLessThanOrEqualTo(LIMITS.p95DeltaE());
        assertThat(StructuralSimilarity.between(picture, cloaked)).isGreaterThanOrEqualTo(LIMITS.leastSsim());
        assertThat(ContrastDifference.between(picture, cloaked)).isLessThanOrEqualTo(LIMITS.mostContrast());
    }
}
