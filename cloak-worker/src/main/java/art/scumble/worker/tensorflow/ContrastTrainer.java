package art.scumble.worker.tensorflow;

import ai.djl.engine.Engine;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.ResidualArchitecture;
import art.scumble.worker.encoder.StartingWeights;
import art.scumble.worker.encoder.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Trains a residual network, without labels, to tell by the statistics of its stages which two views are of one picture.
 * A head of two layers reads each stage's means and deviations, so that what the search moves is what was learnt; it is
 * thrown away. The weights that come out are a running average.
 *
 * @see <a href="https://arxiv.org/abs/2002.05709">Chen et al., A simple framework for contrastive learning of visual
 *     representations</a>
 */
public final class ContrastTrainer implements AutoCloseable {
    /**
     * Two views of each of some pictures.
     *
     * @param pictures how many
     * @param side of each view, in pixels
     * @param images [2 · pictures, side, side, 3] in [0, 1]: one view of each, then the other of each in the same order
     */
    public record Views(int pictures, int side, float[] images) {}

    /**
     * How well the network told views apart, before it learnt from them.
     *
     * @param loss mean cross-entropy of the partner among all other views
     * @param found part of the views that no other view was nearer to than the partner
     */
    public record Learnt(double loss, double found) {}

    /** The first and the second layer of what is trained on top. */
    private static final List<String> HEAD = List.of("head.0", "head.1");

    private static final int HIDDEN = 256;
    private static final int EMBEDDED = 128;
    private static final float VARIANCE_EPSILON = 1e-4f;
    private static final float LENGTH_EPSILON = 1e-6f;
    private static final float NEVER = -1e4f;

    /** With weights of this length rectified features keep their variance. */
    private static final float GAIN = (float) Math.sqrt(2 / (1 - 1 / Math.PI));

    /** Blocks start near nothing. */
    private static final float LAST_OF_BLOCK = 0.35f;

    private final ResidualArchitecture architecture;
    private final Graph graph = new Graph();
    private final Ops tf;
    private final Trainables trainables;
    private final Optimiser optimiser;
    private final Placeholder<TFloat32> images;
    private final Placeholder<TFloat32> partners;
    private final Placeholder<TFloat32> selves;
    private final Operand<TFloat32> likeness;
    private final Operand<TFloat32> loss;
    private final Output<?> slope;
    private final List<Op> step;
    private final Session session;
    private long steps;

    /**
     * Builds the graph; {@link #start} or {@link #restore} must follow.
     *
     * @param temperature of the likenesses, the smaller the more the nearest strangers count
     * @param threads for one computation, at least 1
     */
    public ContrastTrainer(ResidualArchitecture architecture, double temperature, boolean bf16, int threads) {
        Engine.getEngine("TensorFlow");
        this.architecture = architecture;
        tf = Ops.create(graph);
        images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
        partners = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1)));
        selves = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1)));
        trainables = new Trainables(tf, shapes(architecture), ContrastTrainer::isOrthogonal);
        optimiser = new Optimiser(graph, tf);
        Parameters standardised = new StandardisedKernels(tf, trainables);
        Operand<TFloat32> embedded = embedded(new ResidualGraph(tf, standardised, architecture).layers(images, bf16));
        Operand<TFloat32> cosines = tf.linalg.matMul(embedded, embedded, MatMul.transposeB(true));
        likeness = tf.math.add(tf.math.mul(cosines, tf.constant((float) (1 / temperature))), selves);
        Operand<TFloat32> said =
                tf.reduceSum(tf.math.mul(tf.nn.logSoftmax(likeness), partners), tf.constant(new int[] {1}));
        loss = tf.math.neg(tf.math.mean(said, tf.constant(0)));
        slope = graph.addGradients(loss.asOutput(), new Output<?>[] {images.asOutput()})[0];
        step = optimiser.step(loss, trainables.named(name -> true));
        session = new Session(graph, Sessions.of(threads));
    }

    /** Shapes of all parameters, as published: the network's, then the head's. */
    private static Map<String, List<Integer>> shapes(ResidualArchitecture architecture) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        architecture.parameters().forEach(parameter -> {
            shapes.put(parameter.name(), parameter.shape());
            if (isStandardised(parameter)) {
                shapes.put(
                        StandardisedKernels.gainOf(parameter.name()),
                        List.of(parameter.shape().getFirst()));
            }
        });
        int statistics =
                2 * architecture.channels().stream().mapToInt(Integer::intValue).sum();
        linear(shapes, HEAD.getFirst(), HIDDEN, statistics);
        linear(shapes, HEAD.getLast(), EMBEDDED, HIDDEN);
        return shapes;
    }

    /** All kernels but the one that reads colours: were its weights to sum to zero, it would see no plain ground. */
    private static boolean isStandardised(Architecture.Parameter parameter) {
        return parameter.shape().size() == 4 && !parameter.name().startsWith(ResidualArchitecture.halving(0));
    }

    private static void linear(Map<String, List<Integer>> shapes, String name, int out, int in) {
        shapes.put(name + ".weight", List.of(out, in, 1, 1));
        shapes.put(name + ".bias", List.of(out));
    }

    /** All kernels but the one that reads colours and the one that writes what is compared. */
    private static boolean isOrthogonal(String name) {
        return !name.startsWith(ResidualArchitecture.halving(0)) && !name.startsWith(HEAD.getLast());
    }

    /** Each image's place on the unit sphere. */
    private Operand<TFloat32> embedded(List<Operand<TFloat32>> layers) {
        List<Operand<TFloat32>> statistics = new ArrayList<>();
        Operand<TInt32> pixels = tf.constant(new int[] {1, 2});
        for (Operand<TFloat32> layer : layers) {
            Operand<TFloat32> mean = tf.math.mean(layer, pixels, Mean.keepDims(true));
            Operand<TFloat32> variance =
                    tf.math.mean(tf.math.square(tf.math.sub(layer, mean)), pixels, Mean.keepDims(true));
            statistics.add(mean);
            statistics.add(tf.math.sqrt(tf.math.add(variance, tf.constant(VARIANCE_EPSILON))));
        }
        Layers head = new Layers(tf, trainables);
        Operand<TFloat32> hidden =
                tf.nn.relu(head.convolution(tf.concat(statistics, tf.constant(3)), HEAD.getFirst(), TFloat32.class));
        Operand<TFloat32> out = tf.reshape(
                head.convolution(hidden, HEAD.getLast(), TFloat32.class), tf.constant(new int[] {-1, EMBEDDED}));
        Operand<TFloat32> squares =
                tf.reduceSum(tf.math.square(out), tf.constant(new int[] {1}), ReduceSum.keepDims(true));
        return tf.math.mul(out, tf.math.rsqrt(tf.math.add(squares, tf.constant(LENGTH_EPSILON))));
    }

    /** One step. */
    public Learnt learn(Views views, double learningRate) {
        steps++;
        List<TFloat32> fed = new ArrayList<>();
        try {
            Session.Runner runner = session.runner();
            feed(runner, fed, views);
            optimiser.feed(runner, fed, learningRate, steps);
            runner.fetch(loss).fetch(likeness);
            step.forEach(runner::addTarget);
            try (Result out = runner.run()) {
                return new Learnt(Sessions.floats(out.get(0))[0], found(Sessions.floats(out.get(1)), views.pictures));
            }
        } finally {
            fed.forEach(TFloat32::close);
        }
    }

    /** The slope of the loss by each value of the views. */
    public float[] slope(Views views) {
        List<TFloat32> fed = new ArrayList<>();
        try {
            Session.Runner runner = session.runner();
            feed(runner, fed, views);
            try (Result out = runner.fetch(slope).run()) {
                return Sessions.floats(out.get(0));
            }
        } finally {
            fed.forEach(TFloat32::close);
        }
    }

    private void feed(Session.Runner runner, List<TFloat32> fed, Views views) {
        int count = 2 * views.pictures;
        Sessions.feed(runner, fed, images, Sessions.tensor(views.images, count, views.side, views.side, 3));
        Sessions.feed(runner, fed, partners, Sessions.tensor(matrix(views.pictures, true), count, count));
        Sessions.feed(runner, fed, selves, Sessions.tensor(matrix(views.pictures, false), count, count));
    }

    /** For each view one in its partner's column, or next to never in its own. */
    private static float[] matrix(int pictures, boolean partners) {
        int count = 2 * pictures;
        float[] matrix = new float[count * count];
        for (int view = 0; view < count; view++) {
            if (partners) {
                matrix[view * count + (view + pictures) % count] = 1;
            } else {
                matrix[view * count + view] = NEVER;
            }
        }
        return matrix;
    }

    private static double found(float[] likeness, int pictures) {
        int count = 2 * pictures;
        int found = 0;
        for (int view = 0; view < count; view++) {
            int nearest = 0;
            for (int other = 1; other < count; other++) {
                if (likeness[view * count + other] > likeness[view * count + nearest]) {
                    nearest = other;
                }
            }
            if (nearest == (view + pictures) % count) {
                found++;
            }
        }
        return found / (double) count;
    }

    /** Steps made since the training began, also before a restart. */
    public long steps() {
        return steps;
    }

    /** Starts with weights by chance; the same seed gives the same ones. */
    public void start(long seed) {
        Map<String, Weights.Tensor> parameters =
                new LinkedHashMap<>(StartingWeights.random(shapes(architecture), name -> false, name -> false, seed));
        for (Architecture.Parameter parameter : architecture.parameters()) {
            if (isStandardised(parameter)) {
                String gain = StandardisedKernels.gainOf(parameter.name());
                float[] values = new float[parameter.shape().getFirst()];
                Arrays.fill(values, parameter.name().endsWith(".second.weight") ? LAST_OF_BLOCK * GAIN : GAIN);
                parameters.put(gain, new Weights.Tensor(List.of(values.length), values));
            }
        }
        trainables.start(session, parameters);
        steps = 0;
    }

    /** Goes on where {@link #state} was taken. */
    public void restore(Weights state, long stepsMade) {
        trainables.restore(session, state);
        steps = stepsMade;
    }

    /** All that {@link #restore} needs. */
    public Map<String, Weights.Tensor> state() {
        return trainables.state(session);
    }

    /** The network without the head: the running average of its parameters. */
    public Map<String, Weights.Tensor> network() {
        List<String> names = shapes(architecture).keySet().stream()
                .filter(name -> !HEAD.contains(name.substring(0, name.lastIndexOf('.'))))
                .toList();
        Map<String, Weights.Tensor> averages = trainables.averages(session, names);
        Map<String, Weights.Tensor> network = new LinkedHashMap<>();
        for (Architecture.Parameter parameter : architecture.parameters()) {
            Weights.Tensor average = Objects.requireNonNull(averages.get(parameter.name()));
            Weights.Tensor gain = averages.get(StandardisedKernels.gainOf(parameter.name()));
            network.put(parameter.name(), gain == null ? average : StandardisedKernels.folded(average, gain));
        }
        return network;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
