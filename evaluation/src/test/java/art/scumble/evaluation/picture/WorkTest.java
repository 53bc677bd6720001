package art.scumble.evaluation.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkTest {
    @TempDir
    private Path folder;

    @Test
    void readsAListAndReducesItsPictures() throws IOException {
        // Given
        ImageIO.write(
                new BufferedImage(90, 60, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("a.png").toFile());
        Path list = Files.writeString(folder.resolve("list.tsv"), "# path\n\na.png\tcubism\tanna\ttrained\n");
        // When
        List<Work> works = Work.listed(list, 45);
        // Then
        assertThat(works).singleElement().satisfies(work -> {
            assertThat(work.artist()).isEqualTo("anna");
            assertThat(work.role()).isEqualTo(Work.Role.TRAINED);
            assertThat(work.picture().width()).isEqualTo(45);
        });
    }

    @Test
    void saysWhichLineIsNoWork() throws IOException {
        // Given
        Path list = Files.writeString(folder.resolve("list.tsv"), "a.png\tcubism\n");
        // Then
        assertThatThrownBy(() -> Work.listed(list, 45))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a line has path, family, artist and role, not: a.png");
        Files.writeString(list, "a.png\tcubism\tanna\tfriend\n");
        assertThatThrownBy(() -> Work.listed(list, 45))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("friend is no role");
    }
}
