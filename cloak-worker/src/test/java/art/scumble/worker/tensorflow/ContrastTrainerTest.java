package art.scumble.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.ResidualArchitecture;
import art.scumble.worker.encoder.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

class ContrastTrainerTest {
    private static final ResidualArchitecture NETWORK = new ResidualArchitecture(List.of(4, 6), List.of(1, 1));
    private static final int PICTURES = 5;
    private static final int SIDE = 16;

    @TempDir
    private Path folder;

    @Test
    void losesTheLogarithmOfTheChoiceWhereAllViewsAreAlike() {
        // Given
        float[] images = new float[2 * PICTURES * 3 * SIDE * SIDE];
        Arrays.fill(images, 0.3f);
        try (ContrastTrainer trainer = new ContrastTrainer(NETWORK, 0.2, false, 1)) {
            trainer.start(1);
            // When
            ContrastTrainer.Learnt learnt = trainer.learn(new ContrastTrainer.Views(PICTURES, SIDE, images), 1e-3);
            // Then
            assertThat(learnt.loss()).isEqualTo(Math.log(2 * PICTURES - 1), within(1e-3));
        }
    }

    @Test
    void findsTheViewThatIsTheSame() {
        // Given
        Random random = new Random(3);
        float[] images = new float[2 * PICTURES * 3 * SIDE * SIDE];
        for (int i = 0; i < images.length / 2; i++) {
            images[i] = random.nextFloat() * (1 + i / (3 * SIDE * SIDE)) / PICTURES;
            images[i + images.length / 2] = images[i];
        }
        try (ContrastTrainer trainer = new ContrastTrainer(NETWORK, 0.05, false, 1)) {
            trainer.start(1);
            // When
            ContrastTrainer.Learnt learnt = trainer.learn(new ContrastTrainer.Views(PICTURES, SIDE, images), 1e-3);
            // Then
            assertThat(learnt.found()).isEqualTo(1);
            assertThat(learnt.loss()).isLessThan(Math.log(2 * PICTURES - 1));
        }
    }

    @Test
    void keepsAsKernelsWhatTheGraphStandardises() throws IOException {
        // Given
        Engine.getEngine("TensorFlow");
        String name = "some.weight";
        String gain = StandardisedKernels.gainOf(name);
        Path file = folder.resolve("some.safetensors");
        RandomWeights.write(
                file,
                List.of(
                        new Architecture.Parameter(name, List.of(5, 4, 3, 3)),
                        new Architecture.Parameter(gain, List.of(5))),
                1);
        Weights weights = Weights.read(file);
        // When
        float[] folded = StandardisedKernels.folded(weights.tensor(name), weights.tensor(gain))
                .values();
        // Then
        float[] expected = new KernelLayout(List.of(5, 4, 3, 3)).toTensorflow(folded);
        float[] inGraph = inGraph(weights, name);
        assertThat(inGraph).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(inGraph[i]).isEqualTo(expected[i], within(1e-6f));
        }
        for (int out = 0; out < 5; out++) {
            double sum = 0;
            double squares = 0;
            for (float value : Arrays.copyOfRange(folded, out * 36, (out + 1) * 36)) {
                sum += value;
                squares += (double) value * value;
            }
            assertThat(sum).isEqualTo(0, within(1e-6));
            assertThat(Math.sqrt(squares))
                    .isEqualTo(Math.abs(weights.tensor(gain).values()[out]), within(1e-6));
        }
    }

    private static float[] inGraph(Weights weights, String name) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            StandardisedKernels kernels = new StandardisedKernels(tf, new FrozenParameters(tf, weights));
            try (Session session = new Session(graph, Sessions.of(1));
                    Result out = session.runner().fetch(kernels.kernel(name)).run()) {
                return Sessions.floats(out.get(0));
            }
        }
    }

    @Test
    void theNetworkHasNeitherHeadNorFactors() {
        try (ContrastTrainer trainer = new ContrastTrainer(NETWORK, 0.2, false, 1)) {
            // Given
            trainer.start(1);
            // When
            Map<String, Weights.Tensor> network = trainer.network();
            // Then
            assertThat(network.keySet())
                    .containsExactlyElementsOf(NETWORK.parameters().stream()
                            .map(Architecture.Parameter::name)
                            .toList());
        }
    }
}
