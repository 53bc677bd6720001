package art.scumble.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.worker.cloaking.Picture;
import org.junit.jupiter.api.Test;

class SquareTest {
    @Test
    void takesTheMiddleOfAWidePicture() {
        // Given
        byte[] rgb = new byte[3 * 7 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) i;
        }
        // When
        Square square = Square.of(Picture.opaque(7, 3, rgb), 3);
        // Then
        assertThat(square.picture().width()).isEqualTo(3);
        assertThat(square.picture().height()).isEqualTo(3);
        assertThat(square.picture().rgb()).startsWith(6, 7, 8).endsWith(54, 55, 56);
        assertThat(square.words()).isEqualTo("the middle 3 × 3");
    }

    @Test
    void takesTheMiddleOfATallPicture() {
        // Given
        byte[] rgb = new byte[3 * 2 * 4];
        rgb[3 * 2] = 9;
        // When
        Square square = Square.of(Picture.opaque(2, 4, rgb), 2);
        // Then
        assertThat(square.picture().rgb()).startsWith(9);
    }

    @Test
    void enlargesASmallOneAndSaysSo() {
        // Given
        byte[] rgb = {0, 0, 0, 100, 100, 100, 0, 0, 0, 100, 100, 100};
        // When
        Square square = Square.of(Picture.opaque(2, 2, rgb), 4);
        // Then
        assertThat(square.words()).isEqualTo("the middle 2 × 2, enlarged to 4 × 4");
        assertThat(square.picture().luma()).startsWith(0, 25, 75, 100);
    }

    @Test
    void reducesALargeOneAndSaysSo() {
        // Given
        byte[] rgb = new byte[3 * 8 * 9];
        java.util.Arrays.fill(rgb, (byte) 77);
        // When
        Square square = Square.of(Picture.opaque(8, 9, rgb), 4);
        // Then
        assertThat(square.words()).isEqualTo("the middle 8 × 8, reduced to 4 × 4");
        assertThat(square.picture().rgb()).hasSize(48).containsOnly(77);
    }
}
