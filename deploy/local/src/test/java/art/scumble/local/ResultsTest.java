package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    Path folder;

    private Gallery gallery;
    private Path out;

    @BeforeEach
    void makeAGallery() throws IOException {
        Files.createDirectories(folder.resolve("pictures/sub"));
        Files.writeString(folder.resolve("pictures/sub/a.png"), "original");
        out = folder.resolve("out");
        gallery = Gallery.of(folder.resolve("pictures"), out);
    }

    @Test
    void replacesItsOwnEarlierResults() throws IOException {
        // Given
        protect("first");
        // When
        protect("second");
        // Then
        assertThat(out.resolve("sub/a.png")).hasContent("second");
        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrder("sub", Results.REPORT, Results.LOCK);
        }
    }

    @Test
    void keepsTheResultsOfOneGalleryFromAnother() throws IOException {
        // Given
        protect("first");
        Files.createDirectories(folder.resolve("others/sub"));
        Files.writeString(folder.resolve("others/sub/a.png"), "another original");
        Gallery another = Gallery.of(folder.resolve("others"), out);
        // When, Then
        assertThatThrownBy(() -> Results.in(out, another))
                .isInstanceOf(Problem.class)
                .hasMessage(
                        "%s has the results of %s; choose another folder with --out.",
                        out.toRealPath(), gallery.folder());
        assertThat(out.resolve("sub/a.png")).hasContent("first");
    }

    @Test
    void letsOneRunAtATimeIntoAFolder() throws IOException {
        // Given
        try (Results first = Results.in(out, gallery)) {
            Files.writeString(first.part("id"), "under way");
            // When, Then
            assertThatThrownBy(() -> Results.in(out, gallery))
                    .isInstanceOf(Problem.class)
                    .hasMessageStartingWith("Another protect is putting its results into " + out.toRealPath());
            assertThat(first.part("id")).hasContent("under way");
        }
        // When
        protect("afterwards");
        // Then
        assertThat(out.resolve("sub/a.png")).hasContent("afterwards");
    }

    @Test
    void refusesToReplaceAFileThatItDidNotWrite() throws IOException {
        // Given
        Files.createDirectories(out.resolve("sub"));
        Files.writeString(out.resolve("sub/a.png"), "somebody's");
        // When, Then
        assertThatThrownBy(() -> Results.in(out, gallery)).isInstanceOf(Problem.class);
        assertThat(out.resolve("sub/a.png")).hasContent("somebody's");
    }

    @Test
    void refusesToReplaceAResultThatWasChangedSince() throws IOException {
        // Given
        protect("first");
        Files.writeString(out.resolve("sub/a.png"), "touched up");
        // When, Then
        assertThatThrownBy(() -> Results.in(out, gallery))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("changed since");
    }

    @Test
    void refusesAFolderWhoseReportIsSomethingElse() throws IOException {
        // Given
        Files.createDirectories(out);
        Files.writeString(out.resolve("report.json"), "my own notes");
        // When, Then
        assertThatThrownBy(() -> Results.in(out, gallery)).isInstanceOf(Problem.class);
        assertThat(out.resolve("report.json")).hasContent("my own notes");
    }

    private void protect(String content) throws IOException {
        try (Results results = Results.in(out, gallery)) {
            Files.writeString(results.part("id"), content);
            results.accept(Map.of(Path.of("sub/a.png"), results.part("id")), List.of());
            results.finish();
        }
    }
}
