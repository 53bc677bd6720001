package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderHashTest {
    @TempDir
    private Path models;

    @Test
    void changesWithTheWeightsAndWithNothingElse() throws IOException {
        // Given
        Path weights = Files.writeString(models.resolve("taef2_encoder.safetensors"), "one");
        String before = EncoderHash.of(models);
        // When
        Files.writeString(models.resolve("taef2_decoder.safetensors"), "whatever");
        // Then
        assertThat(EncoderHash.of(models)).isEqualTo(before).hasSize(64);
        // When
        Files.writeString(weights, "two");
        // Then
        assertThat(EncoderHash.of(models)).isNotEqualTo(before);
    }

    @Test
    void saysSoIfThereAreNone() throws IOException {
        // Then
        assertThat(EncoderHash.of(models)).isEqualTo("none");
        assertThat(EncoderHash.of(models.resolve("nowhere"))).isEqualTo("none");
    }
}
