package art.scumble.worker.tensorflow;

import ai.djl.engine.Engine;
import art.scumble.worker.encoder.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A small network that learns by examples, by the mean squared error of its answers. */
public final class LearningNetwork implements AutoCloseable {
    /** What a network is made of. */
    public interface Plan {
        /** Shapes of all parameters by name, PyTorch's order. */
        Map<String, List<Integer>> shapes();

        /** Whether a kernel's steps are made orthogonal: those between features, not what reads or writes values. */
        boolean isOrthogonal(String kernel);

        /** Channels of each input. */
        List<Integer> inputs();

        /** Authors it; inputs and answer are [count, height, width, channels]. */
        Operand<TFloat32> answer(Ops tf, Layers layers, List<? extends Operand<TFloat32>> inputs);
    }

    /**
     * Values [count, height, width, channels].
     *
     * @param values whose number says how many channels there are
     */
    public record Maps(int count, int height, int width, float[] values) {
        public Maps {
            if (values.length == 0 || values.length % (count * height * width) != 0) {
                throw new IllegalArgumentException("each place of a map has the same number of values, at least one");
            }
        }

        private TFloat32 tensor() {
            return Sessions.tensor(values, count, height, width, values.length / (count * height * width));
        }
    }

    private final Graph graph = new Graph();
    private final List<String> names;
    private final Trainables trainables;
    private final Optimiser optimiser;
    private final List<Placeholder<TFloat32>> inputs;
    private final Placeholder<TFloat32> wanted;
    private final Operand<TFloat32> answer;
    private final Operand<TFloat32> loss;
    private final List<Op> step;
    private final Session session;
    private long steps;

    /**
     * Builds it.
     *
     * @param parameters that it starts with
     * @param threads for one computation, at least 1
     */
    public LearningNetwork(Plan plan, Map<String, Weights.Tensor> parameters, int threads) {
        Engine.getEngine("TensorFlow");
        Ops tf = Ops.create(graph);
        Map<String, List<Integer>> shapes = plan.shapes();
        names = List.copyOf(shapes.keySet());
        inputs = plan.inputs().stream()
                .map(channels -> tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, channels))))
                .toList();
        wanted = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, -1)));
        trainables = new Trainables(tf, shapes, plan::isOrthogonal);
        optimiser = new Optimiser(graph, tf);
        answer = plan.answer(tf, new Layers(tf, trainables), inputs);
        loss = tf.math.mean(tf.math.squaredDifference(answer, wanted), tf.constant(new int[] {0, 1, 2, 3}));
        step = optimiser.step(loss, trainables.named(name -> true));
        session = new Session(graph, Sessions.of(threads));
        start(parameters);
    }

    /** Starts again with these parameters, as {@link #parameters} gives them, and without momentum. */
    public void start(Map<String, Weights.Tensor> parameters) {
        trainables.start(session, parameters);
        steps = 0;
    }

    /** The parameters as they are now. */
    public Map<String, Weights.Tensor> parameters() {
        Map<String, Weights.Tensor> state = trainables.state(session);
        Map<String, Weights.Tensor> parameters = new LinkedHashMap<>();
        names.forEach(name -> parameters.put(name, state.get(Trainable.PARTS.getFirst() + name)));
        return parameters;
    }

    /** One step; gives the mean squared error before it. */
    public double learn(List<Maps> shown, Maps right, double learningRate) {
        steps++;
        List<TFloat32> fed = new ArrayList<>();
        try {
            Session.Runner runner = runner(shown, fed);
            Sessions.feed(runner, fed, wanted, right.tensor());
            optimiser.feed(runner, fed, learningRate, steps);
            runner.fetch(loss);
            step.forEach(runner::addTarget);
            try (Result out = runner.run()) {
                return Sessions.floats(out.get(0))[0];
            }
        } finally {
            fed.forEach(TFloat32::close);
        }
    }

    /** Its answer, as [count, height, width, channels]. */
    public float[] answer(List<Maps> shown) {
        List<TFloat32> fed = new ArrayList<>();
        try (Result out = runner(shown, fed).fetch(answer).run()) {
            return Sessions.floats(out.get(0));
        } finally {
            fed.forEach(TFloat32::close);
        }
    }

    private Session.Runner runner(List<Maps> shown, List<TFloat32> fed) {
        Session.Runner runner = session.runner();
        for (int i = 0; i < inputs.size(); i++) {
            Sessions.feed(runner, fed, inputs.get(i), shown.get(i).tensor());
        }
        return runner;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
