package art.scumble.worker.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureShelfTest {
    @TempDir
    private Path folder;

    @Test
    void drawsDifferentPicturesThoughOneIsThereInTwoSizes() throws IOException {
        // Given
        BufferedImage first = ProceduralArt.draw(new Random(1));
        BufferedImage half = new BufferedImage(160, 160, BufferedImage.TYPE_INT_RGB);
        half.createGraphics()
                .drawImage(first.getScaledInstance(160, 160, BufferedImage.SCALE_AREA_AVERAGING), 0, 0, null);
        write("first", first);
        write("half", half);
        BufferedImage second = ProceduralArt.draw(new Random(2));
        write("second", second);
        PictureShelf shelf = new PictureShelf(List.of(new PictureShelf.Collection(1, folder)), "");
        // When
        // Then
        assertThat(shelf.size()).isEqualTo(3);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(shelf.draw(2, new Random(seed)))
                    .hasSize(2)
                    .filteredOn(drawn -> Arrays.equals(pixels(drawn), pixels(second)))
                    .hasSize(1);
        }
        assertThatThrownBy(() -> shelf.draw(3, new Random(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no 3 different pictures");
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private void write(String name, BufferedImage image) throws IOException {
        ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
    }
}
