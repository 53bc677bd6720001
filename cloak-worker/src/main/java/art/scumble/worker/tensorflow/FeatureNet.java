package art.scumble.worker.tensorflow;

import ai.djl.engine.Engine;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.Weights;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A frozen encoder that gives what is inside it for a batch, as a distillation's teacher. */
public final class FeatureNet implements AutoCloseable {
    private final Graph graph;
    private final Placeholder<TFloat32> images;
    private final List<Operand<TFloat32>> layers;
    private final List<Operand<TFloat32>> parts;
    private final Session session;

    /**
     * Builds it.
     *
     * @param threads for one computation, at least 1
     */
    public FeatureNet(Weights weights, Architecture architecture, boolean bf16Trunk, int threads) {
        Engine.getEngine("TensorFlow");
        graph = new Graph();
        Ops tf = Ops.create(graph);
        images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
        LayerGraph net = LayerGraph.of(tf, new FrozenParameters(tf, weights), architecture);
        layers = net.layers(images, bf16Trunk);
        parts = net instanceof TaeGraph tae ? tae.parts(images, bf16Trunk) : List.of();
        session = new Session(graph, Sessions.of(threads));
    }

    /** The layers of images [count, height, width, 3], each as [count, its height, its width, its channels]. */
    public List<float[]> layers(float[] batch, int count, int height, int width) {
        return fetch(layers, batch, count, height, width);
    }

    /** Likewise what the parts of a TAE encoder give, from one of them to the latents. */
    public List<float[]> parts(int from, float[] batch, int count, int height, int width) {
        return fetch(parts.subList(from, parts.size()), batch, count, height, width);
    }

    private List<float[]> fetch(List<Operand<TFloat32>> wanted, float[] batch, int count, int height, int width) {
        Session.Runner runner = session.runner();
        wanted.forEach(runner::fetch);
        try (TFloat32 in = Sessions.tensor(batch, count, height, width, 3)) {
            try (Result out = runner.feed(images.asOutput(), in).run()) {
                List<float[]> values = new ArrayList<>();
                out.forEach(output -> values.add(Sessions.floats(output.getValue())));
                return values;
            }
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
