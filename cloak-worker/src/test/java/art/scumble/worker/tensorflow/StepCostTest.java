package art.scumble.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.ClipArchitecture;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepCostTest {
    @TempDir
    private Path folder;

    @Test
    void countsWhatIsCountedByHand() throws IOException {
        // Given
        TaeArchitecture twoWide = TaeArchitecture.uniform(2, 1, 0);
        long first = 16 * 16 * 2 * (3 * 3 * 3);
        long full = 3 * 16 * 16 * 2 * (3 * 3 * 2);
        long stages = 10 * (8 * 8 + 4 * 4 + 2 * 2) * 2 * (3 * 3 * 2);
        long latents = 2 * 2 * (3 * 3 * 2);
        // When
        StepCost cost = StepCost.of(weights(twoWide), twoWide, 16, 16);
        // Then
        assertThat(cost.forward()).isEqualTo(2 * (first + full + stages + latents));
        assertThat(cost.backward()).isEqualTo(cost.forward());
    }

    @Test
    void countsTheNormalisedBranch() throws IOException {
        // Given
        TaeArchitecture without = TaeArchitecture.uniform(4, 1, 0);
        TaeArchitecture with = TaeArchitecture.uniform(4, 1, 8);
        // When
        long branch = StepCost.of(weights(with), with, 24, 16).forward()
                - StepCost.of(weights(without), without, 24, 16).forward();
        // Then
        assertThat(branch).isEqualTo(3 * 2 * (3 * 2) * (4 * 8 + 8 * 4));
    }

    @Test
    void refusesToCountHalfOfANetwork() throws IOException {
        // Given
        ClipArchitecture clip = new ClipArchitecture(12, 56, 3, 20, 2, false);
        Weights weights = weights(clip);
        // Then
        assertThatThrownBy(() -> StepCost.of(weights, clip, 224, 224))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MatMul");
    }

    private Weights weights(Architecture architecture) throws IOException {
        Path file = folder.resolve("some_encoder.safetensors");
        RandomWeights.write(file, architecture, 3);
        return Weights.read(file);
    }
}
