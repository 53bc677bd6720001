package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryTest {
    @TempDir
    Path folder;

    @Test
    void takesEveryFileButHiddenOnesPaperworkAndItsOwnResults() throws IOException {
        // Given
        for (String name : new String[] {
            "a.jpg", "a.png", "sub/A.JPG", "no-extension", ".hidden.png", ".git/x.png", "README.md", "out/a.jpg"
        }) {
            touch(name);
        }
        Files.createSymbolicLink(folder.resolve("broken.png"), folder.resolve("nowhere"));
        // When
        Gallery gallery = Gallery.of(folder, folder.resolve("out"));
        // Then
        assertThat(gallery.pictures())
                .extracting(Path::toString)
                .containsExactly("a.jpg", "a.png", "broken.png", "no-extension", "sub/A.JPG");
        assertThat(gallery.paperwork()).extracting(Path::toString).containsExactly("README.md");
    }

    @Test
    void refusesToPutResultsOverTheOriginals() throws IOException {
        // Given
        touch("a.jpg");
        // When, Then
        assertThatThrownBy(() -> Gallery.of(folder, folder.resolve("../" + folder.getFileName())))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("--out");
    }

    @Test
    void namesTheArtistAfterTheFolder() throws IOException {
        // Given
        touch("  Élise & Co. (2024)/a.png");
        // When
        Gallery gallery = Gallery.of(folder.resolve("  Élise & Co. (2024)"), folder.resolve("out"));
        // Then
        assertThat(gallery.artist()).isEqualTo("Élise-Co.-2024-");
    }

    private void touch(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }
}
