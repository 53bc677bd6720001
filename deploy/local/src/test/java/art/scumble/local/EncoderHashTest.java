package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderHashTest {
    @TempDir
    private Path models;

    @Test
    void changesWithTheWeightsAndWithNothingElse() throws IOException {
        // Given
        Path weights = Files.writeString(models.resolve("taef2_encoder.safetensors"), "one");
        String before = EncoderHash.of(models, Optional.empty());
        // When
        Files.writeString(models.resolve("taef2_decoder.safetensors"), "whatever");
        // Then
        assertThat(EncoderHash.of(models, Optional.empty())).isEqualTo(before).hasSize(64);
        // When
        Files.writeString(weights, "two");
        // Then
        String after = EncoderHash.of(models, Optional.empty());
        assertThat(after).isNotEqualTo(before);
        assertThat(EncoderHash.of(models, Optional.of("scumble-s"))).isNotEqualTo(after);
    }

    @Test
    void saysSoIfThereAreNone() throws IOException {
        // Then
        assertThat(EncoderHash.of(models, Optional.empty())).isEqualTo("none");
        assertThat(EncoderHash.of(models.resolve("nowhere"), Optional.empty())).isEqualTo("none");
    }
}
