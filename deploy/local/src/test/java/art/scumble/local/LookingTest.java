package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookingTest {
    @TempDir
    private Path folder;

    private Path pictures;
    private Path out;
    private FakePipeline pipeline;
    private Installation at;

    @BeforeEach
    void startAPipeline() throws IOException {
        pictures = Files.createDirectories(folder.resolve("pictures"));
        out = folder.resolve("out");
        pipeline = new FakePipeline();
        at = new Installation(folder, folder.resolve("state"));
    }

    @AfterEach
    void stopThePipeline() {
        pipeline.close();
    }

    @Test
    void looksIntoAFolderOfResults() throws Exception {
        // When, Then
        assertThat(folder(pictures.toString(), null)).isEqualTo(pictures);
    }

    @Test
    void looksWhereProtectPutAJobsResults() throws Exception {
        // Given
        Files.createDirectories(out);
        Files.writeString(out.resolve(Results.REPORT), "{\"job\" : \"" + FakePipeline.JOB + "\"}");
        at.resultFolders()
                .remember(List.of(JsonNodeFactory.instance.objectNode().put("job", FakePipeline.JOB)), out);
        // When, Then
        assertThat(new Looking(at).folder(new Shown(Path.of(FakePipeline.JOB), null, 1, null, null, null, null)))
                .isEqualTo(out);
    }

    @Test
    void fetchesAJobsResultsBesideTheOriginals() throws Exception {
        // Given
        Files.writeString(pictures.resolve("a.png"), "original");
        // When
        Path found = folder(FakePipeline.JOB, pictures);
        // Then
        assertThat(found).isEqualTo(out.toRealPath());
        assertThat(out.resolve("a.png")).hasBinaryContent(FakePipeline.RESULT);
        assertThat(out.resolve(Results.REPORT))
                .content()
                .contains("the-artwork", pictures.toRealPath().toString());
        assertThat(pictures.resolve("a.png")).hasContent("original");
    }

    @Test
    void writesNothingUnderANameThatNoOriginalHas() throws Exception {
        // Given
        Files.writeString(pictures.resolve("b.png"), "original");
        // When
        folder(FakePipeline.JOB, pictures);
        // Then
        assertThat(out.resolve("a.png")).doesNotExist();
        assertThat(out.resolve(Results.REPORT)).content().contains("the-artwork");
    }

    @Test
    void saysWhatIsMissing() {
        // When, Then
        assertThatThrownBy(() -> folder("nowhere", null))
                .isInstanceOf(Problem.class)
                .hasMessage("nowhere is neither a folder of results nor the id of a job.");
        assertThatThrownBy(() -> folder(FakePipeline.JOB, null))
                .isInstanceOf(Problem.class)
                .hasMessageEndingWith("say with --pictures where its originals are, and they are fetched.");
        assertThatThrownBy(() -> folder("00000000-0000-0000-0000-000000000000", pictures))
                .isInstanceOf(Problem.class)
                .hasMessage("There is no job 00000000-0000-0000-0000-000000000000 there.");
        assertThatThrownBy(() -> new Looking(at)
                        .folder(new Shown(Path.of(FakePipeline.JOB), pictures, 1, null, out, null, null)))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("Nothing is running here: start the pipeline that has job ");
    }

    private Path folder(String what, @Nullable Path originals) throws Exception {
        return new Looking(at)
                .folder(new Shown(Path.of(what), originals, 1, null, out, URI.create(pipeline.url()), "key"));
    }
}
