package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StructuralSimilarityTest {
    @Test
    void isOneForEqualPictures() {
        // Given
        Picture picture = Paintings.procedural(40, 30, 1);
        // When
        // Then
        assertThat(StructuralSimilarity.between(picture, picture)).isEqualTo(1, within(1e-9));
    }

    @Test
    void ofTwoFlatPicturesIsTheLuminanceTerm() {
        // Given
        Picture dark = Paintings.flat(20, 20, 100);
        Picture bright = Paintings.flat(20, 20, 110);
        // When
        double ssim = StructuralSimilarity.between(dark, bright);
        // Then
        double c1 = 2.55 * 2.55;
        assertThat(ssim).isEqualTo((2 * 100 * 110 + c1) / (100 * 100 + 110 * 110 + c1), within(1e-6));
    }
}
