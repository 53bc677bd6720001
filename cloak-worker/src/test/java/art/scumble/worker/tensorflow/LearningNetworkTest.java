package art.scumble.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import art.scumble.worker.encoder.StartingWeights;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.tensorflow.LearningNetwork.Maps;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class LearningNetworkTest {
    @Test
    void learnsAndGoesBackToWhatItKnew() {
        // Given
        Map<String, Weights.Tensor> start = StartingWeights.random(new Sum().shapes(), name -> false, name -> false, 1);
        Random random = new Random(1);
        try (LearningNetwork network = new LearningNetwork(new Sum(), start, 1)) {
            Maps first = maps(random, 2);
            Maps second = maps(random, 1);
            float[] before = network.answer(List.of(first, second));
            // When
            for (int step = 0; step < 300; step++) {
                Maps one = maps(random, 2);
                Maps other = maps(random, 1);
                network.learn(List.of(one, other), right(one, other), 0.02);
            }
            // Then
            assertThat(network.answer(List.of(first, second)))
                    .containsExactly(right(first, second).values(), within(0.05f));
            assertThat(network.parameters().get("mixed.weight").values())
                    .containsExactly(new float[] {2, 0, -1}, within(0.05f));
            network.start(start);
            assertThat(network.answer(List.of(first, second))).isEqualTo(before);
        }
    }

    @Test
    void refusesValuesThatFillNoMap() {
        assertThatThrownBy(() -> new Maps(2, 2, 2, new float[12])).isInstanceOf(IllegalArgumentException.class);
    }

    /** Twice the first channel of the one, less the other. */
    private static Maps right(Maps one, Maps other) {
        float[] values = new float[other.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * one.values()[2 * i] - other.values()[i] + 0.5f;
        }
        return new Maps(other.count(), other.height(), other.width(), values);
    }

    private static Maps maps(Random random, int channels) {
        float[] values = new float[2 * 3 * 4 * channels];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Maps(2, 3, 4, values);
    }

    /** A map of what two inputs have at each place. */
    private static final class Sum implements LearningNetwork.Plan {
        @Override
        public Map<String, List<Integer>> shapes() {
            return Map.of("mixed.weight", List.of(1, 3, 1, 1), "mixed.bias", List.of(1));
        }

        @Override
        public boolean isOrthogonal(String kernel) {
            return false;
        }

        @Override
        public List<Integer> inputs() {
            return List.of(2, 1);
        }

        @Override
        public Operand<TFloat32> answer(Ops tf, Layers layers, List<? extends Operand<TFloat32>> inputs) {
            return layers.convolution(
                    tf.concat(List.of(inputs.get(0), inputs.get(1)), tf.constant(3)), "mixed", TFloat32.class);
        }
    }
}
