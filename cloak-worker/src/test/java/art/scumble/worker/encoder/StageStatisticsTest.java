package art.scumble.worker.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StageStatisticsTest {
    @Test
    void areVectorsOfMeansAndThenDeviations() {
        // Given
        StageStatistics statistics = new StageStatistics(List.of(
                layer("near", new float[] {1, 2}, new float[] {3, 4}), layer("far", new float[] {5}, new float[] {6})));
        // When
        List<float[]> vectors = statistics.vectors();
        StageStatistics others = statistics.withVectors(List.of(new float[] {7, 8, 9, 10}, new float[] {11, 12}));
        // Then
        assertThat(vectors.getFirst()).containsExactly(1, 2, 3, 4);
        assertThat(vectors.getLast()).containsExactly(5, 6);
        assertThat(others.layers().getFirst().name()).isEqualTo("near");
        assertThat(others.layers().getFirst().mean()).containsExactly(7, 8);
        assertThat(others.layers().getFirst().deviation()).containsExactly(9, 10);
        assertThat(others.vectors().getLast()).containsExactly(11, 12);
    }

    private static StageStatistics.Layer layer(String name, float[] mean, float[] deviation) {
        return new StageStatistics.Layer(name, mean, deviation);
    }
}
