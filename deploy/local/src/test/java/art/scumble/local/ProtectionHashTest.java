package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtectionHashTest {
    @TempDir
    private Path models;

    @Test
    void changesWithTheWeightsAndWithNothingElse() throws IOException {
        // Given
        Path weights = Files.writeString(models.resolve("taef2_encoder.safetensors"), "one");
        String before = ProtectionHash.of(models, Optional.empty(), Optional.empty());
        // When
        Files.writeString(models.resolve("taef2_decoder.safetensors"), "whatever");
        // Then
        assertThat(ProtectionHash.of(models, Optional.empty(), Optional.empty()))
                .isEqualTo(before)
                .hasSize(64);
        // When
        Files.writeString(weights, "two");
        // Then
        String after = ProtectionHash.of(models, Optional.empty(), Optional.empty());
        assertThat(after).isNotEqualTo(before);
        assertThat(ProtectionHash.of(models, Optional.of("scumble-s"), Optional.empty()))
                .isNotEqualTo(after);
        assertThat(ProtectionHash.of(models, Optional.empty(), Optional.of(Tier.FAST)))
                .isNotEqualTo(after);
    }

    @Test
    void theDefaultTierIsTheSameWhetherItWasChosenOrNot() throws IOException {
        // Given
        String chosenByNobody = ProtectionHash.of(models, Optional.empty(), Optional.empty());
        // Then
        assertThat(ProtectionHash.of(models.resolve("nowhere"), Optional.empty(), Optional.of(Tier.FULL)))
                .isEqualTo(chosenByNobody);
        assertThat(ProtectionHash.of(models, Optional.of("fast"), Optional.empty()))
                .isNotEqualTo(ProtectionHash.of(models, Optional.empty(), Optional.of(Tier.FAST)));
    }
}
