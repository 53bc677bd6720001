package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Intensity;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtectingTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private FakePipeline pipeline;
    private Gallery gallery;
    private UnfinishedJobs unfinished;

    @BeforeEach
    void makeAGalleryWithAnInterruptedRun() throws IOException {
        Files.createDirectories(folder.resolve("pictures"));
        Files.writeString(folder.resolve("pictures/a.png"), "original");
        gallery = Gallery.of(folder.resolve("pictures"), folder.resolve("out"));
        pipeline = new FakePipeline();
        unfinished = new UnfinishedJobs(folder.resolve("jobs"), "none");
        unfinished.remember(fingerprint(), "left");
    }

    @AfterEach
    void stopThePipeline() {
        pipeline.close();
    }

    @Test
    void goesOnWithAnInterruptedRunAndThenForgetsIt() throws Exception {
        // When
        List<JsonNode> artworks = protect(false);
        // Then
        assertThat(artworks).containsExactly(FakePipeline.artwork());
        assertThat(pipeline.submissions()).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Going on with 1 pictures");
        assertThat(unfinished.of(fingerprint())).isEmpty();
        assertThat(folder.resolve("out/a.png")).hasBinaryContent(FakePipeline.RESULT);
    }

    @Test
    void beginsAnewIfItIsToldTo() throws Exception {
        // When
        protect(true);
        // Then
        assertThat(pipeline.submissions()).hasSize(1);
        assertThat(unfinished.of(fingerprint())).isEmpty();
        assertThat(folder.resolve("out/a.png")).hasBinaryContent(FakePipeline.RESULT);
    }

    private String fingerprint() {
        return unfinished.fingerprint(gallery.folder(), gallery.pictures(), order(false));
    }

    private static Order order(boolean fresh) {
        return new Order("artist", Intensity.MEDIUM, fresh);
    }

    private List<JsonNode> protect(boolean fresh) throws Exception {
        Progress progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8), false, 1);
        try (ScumbleClient client = new ScumbleClient(pipeline.url(), "key");
                Results results = Results.in(folder.resolve("out"), gallery)) {
            return new Protecting(client, gallery, results, progress, unfinished, () -> {}).run(order(fresh));
        }
    }
}
