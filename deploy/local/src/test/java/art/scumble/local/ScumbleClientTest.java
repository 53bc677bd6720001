package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ScumbleClientTest {
    @TempDir
    private Path folder;

    private FakePipeline pipeline;
    private ScumbleClient client;

    @BeforeEach
    void connect() throws IOException {
        pipeline = new FakePipeline();
        client = new ScumbleClient(pipeline.url(), "key", Duration.ofSeconds(2));
    }

    @AfterEach
    void disconnect() {
        client.close();
        pipeline.close();
    }

    @Test
    void takesOnlyTheBytesThatTheWorkerMade() {
        // Given
        byte[] another = FakePipeline.RESULT.clone();
        another[0]++;
        pipeline.store(another);
        // Then
        assertThatThrownBy(this::download)
                .isInstanceOf(Problem.class)
                .hasMessage("The result of a.png has come damaged;"
                        + " give the same command again, with --fresh if that does not help.");
        // Given
        pipeline.store(Arrays.copyOf(FakePipeline.RESULT, 3));
        // Then
        assertThatThrownBy(this::download).isInstanceOf(Problem.class);
    }

    @Test
    @Timeout(20)
    void triesAgainWhenATransferGetsStuck() throws Exception {
        // Given
        pipeline.stall(1);
        // When
        Path file = download();
        // Then
        assertThat(file).hasBinaryContent(FakePipeline.RESULT);
    }

    private Path download() throws IOException, InterruptedException {
        Path file = folder.resolve("a.png");
        client.download(FakePipeline.artwork(), file);
        return file;
    }
}
