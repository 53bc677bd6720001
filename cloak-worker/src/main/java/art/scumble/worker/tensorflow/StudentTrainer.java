package art.scumble.worker.tensorflow;

import ai.djl.engine.Engine;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Trains a narrow TAE encoder on a wide one's answers: the latents, and as hints the teacher's features at every stage,
 * through a linear map where the widths differ. Adam (Kingma and Ba, 2015) on a loss whose layers count by their
 * channels' variance; the weights that come out are a running average.
 *
 * @see <a href="https://arxiv.org/abs/1412.6550">Romero et al., FitNets: hints for thin deep nets</a>
 */
public final class StudentTrainer implements AutoCloseable {
    /**
     * Pictures with the teacher's answers.
     *
     * @param count of the pictures
     * @param side of each, in pixels, a multiple of 8
     * @param images [count, side, side, 3] in [0, 1]
     * @param answers the teacher's layers for them
     */
    public record Lesson(int count, int side, float[] images, List<float[]> answers) {}

    private static final float FIRST_DECAY = 0.9f;
    private static final float SECOND_DECAY = 0.99f;
    private static final float EPSILON = 1e-7f;
    private static final float MOMENTUM = 0.95f;
    private static final int ROUNDS = 5;
    private static final float FIRST_COEFFICIENT = 3.4445f;
    private static final float SECOND_COEFFICIENT = -4.7750f;
    private static final float THIRD_COEFFICIENT = 2.0315f;
    private static final float LARGEST_SLOPE = 1;
    private static final double AVERAGE_BY = 0.002;
    private static final double[] LAYER_WEIGHT = {0.5, 0.5, 0.5, 1};
    private static final String PROJECTION = "projection-";

    private final TaeArchitecture student;
    private final TaeArchitecture teacher;
    private final Graph graph = new Graph();
    private final Ops tf;
    private final Map<String, Trainable> trainables = new LinkedHashMap<>();
    private final Placeholder<TFloat32> images;
    private final List<Placeholder<TFloat32>> answers = new ArrayList<>();
    private final Placeholder<TFloat32> rate;
    private final Placeholder<TFloat32> firstPower;
    private final Placeholder<TFloat32> secondPower;
    private final Placeholder<TFloat32> averageBy;
    private final List<Operand<TFloat32>> losses = new ArrayList<>();
    private final List<Op> updates = new ArrayList<>();
    private final Session session;
    private long steps;

    /** A parameter with what its training needs; values in TensorFlow's order. */
    private record Trainable(
            List<Integer> shape,
            boolean orthogonal,
            Variable<TFloat32> value,
            Variable<TFloat32> first,
            Variable<TFloat32> second,
            Variable<TFloat32> average) {
        List<Variable<TFloat32>> all() {
            return List.of(value, first, second, average);
        }
    }

    private static final List<String> PARTS = List.of("value/", "first/", "second/", "average/");

    /**
     * Builds the graph; {@link #restore} must follow.
     *
     * @param deviations of the teacher's channels, layer by layer: the unit of the loss
     * @param threads for one computation, at least 1
     */
    public StudentTrainer(
            TaeArchitecture student, TaeArchitecture teacher, List<float[]> deviations, boolean bf16, int threads) {
        Engine.getEngine("TensorFlow");
        this.student = student;
        this.teacher = teacher;
        tf = Ops.create(graph);
        images = placeholder(-1, -1, -1, 3);
        rate = placeholder();
        firstPower = placeholder();
        secondPower = placeholder();
        averageBy = placeholder();
        shapes(student, teacher).forEach((name, shape) -> trainables.put(name, trainable(name, shape)));
        Operand<TFloat32> loss = loss(new TaeGraph(tf, new Trained(), student).layers(images, bf16), deviations);
        author(loss);
        session = new Session(graph, Sessions.of(threads));
    }

    /** Shapes of all parameters, PyTorch's order: the student's, then those of the maps for its hints. */
    public static Map<String, List<Integer>> shapes(TaeArchitecture student, TaeArchitecture teacher) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        student.parameters().forEach(parameter -> shapes.put(parameter.name(), parameter.shape()));
        for (int layer = 0; layer < student.channels().size(); layer++) {
            int from = student.channels().get(layer);
            int to = teacher.channels().get(layer);
            if (from != to) {
                shapes.put(PROJECTION + layer, List.of(to, from, 1, 1));
            }
        }
        return shapes;
    }

    private Placeholder<TFloat32> placeholder(long... shape) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
    }

    /** Kernels between features take orthogonal steps; what reads colours, writes latents or maps hints does not. */
    private Trainable trainable(String name, List<Integer> shape) {
        Shape own = Shape.of(tensorflowShape(shape));
        boolean orthogonal = shape.size() == 4
                && !name.equals("0.weight")
                && !name.equals("14.weight")
                && !name.startsWith(PROJECTION);
        return new Trainable(
                shape,
                orthogonal,
                tf.variable(own, TFloat32.class),
                tf.variable(own, TFloat32.class),
                tf.variable(own, TFloat32.class),
                tf.variable(own, TFloat32.class));
    }

    private static long[] tensorflowShape(List<Integer> shape) {
        return shape.size() == 1 ? new long[] {shape.getFirst()} : new KernelLayout(shape).tensorflowShape();
    }

    private final class Trained implements Parameters {
        @Override
        public boolean has(String name) {
            return trainables.containsKey(name);
        }

        @Override
        public Operand<TFloat32> kernel(String name) {
            return vector(name);
        }

        @Override
        public Operand<TFloat32> matrix(String name) {
            return vector(name);
        }

        @Override
        public Operand<TFloat32> vector(String name) {
            return trainable(name).value;
        }
    }

    private Operand<TFloat32> loss(List<Operand<TFloat32>> layers, List<float[]> deviations) {
        Operand<TFloat32> sum = tf.constant(0f);
        for (int layer = 0; layer < layers.size(); layer++) {
            Placeholder<TFloat32> answer =
                    placeholder(-1, -1, -1, teacher.channels().get(layer));
            answers.add(answer);
            Operand<TFloat32> seen = layers.get(layer);
            Trainable projection = trainables.get(PROJECTION + layer);
            if (projection != null) {
                seen = tf.nn.conv2d(seen, projection.value, List.of(1L, 1L, 1L, 1L), "SAME");
            }
            Operand<TFloat32> error = tf.math.div(tf.math.sub(seen, answer), tf.constant(deviations.get(layer)));
            Operand<TFloat32> mean = tf.math.mean(tf.math.square(error), tf.constant(new int[] {0, 1, 2, 3}));
            losses.add(mean);
            sum = tf.math.add(sum, tf.math.mul(mean, tf.constant((float) LAYER_WEIGHT[layer])));
        }
        return sum;
    }

    @SuppressWarnings("unchecked")
    private void author(Operand<TFloat32> loss) {
        List<Trainable> all = List.copyOf(trainables.values());
        Output<?>[] values =
                all.stream().map(trainable -> trainable.value.asOutput()).toArray(Output<?>[]::new);
        List<Operand<TFloat32>> slopes = new ArrayList<>();
        Operand<TFloat32> squares = tf.constant(0f);
        for (Output<?> output : graph.addGradients(loss.asOutput(), values)) {
            Operand<TFloat32> slope = (Operand<TFloat32>) (Operand<?>) output;
            slopes.add(slope);
            Operand<TFloat32> flat = tf.reshape(tf.math.square(slope), tf.constant(new int[] {-1}));
            squares = tf.math.add(squares, tf.reduceSum(flat, tf.constant(0)));
        }
        Operand<TFloat32> shrink = tf.math.minimum(
                tf.constant(1f),
                tf.math.div(tf.constant(LARGEST_SLOPE), tf.math.add(tf.math.sqrt(squares), tf.constant(EPSILON))));
        // Every slope must be known before a weight moves: the variables are read in place.
        Ops after = tf.withControlDependencies(List.of(shrink));
        for (int i = 0; i < all.size(); i++) {
            Trainable trainable = all.get(i);
            Operand<TFloat32> slope = tf.math.mul(slopes.get(i), shrink);
            Operand<TFloat32> moved = trainable.orthogonal
                    ? muon(after, trainable, slope)
                    : after.train.applyAdam(
                            trainable.value,
                            trainable.first,
                            trainable.second,
                            firstPower,
                            secondPower,
                            rate,
                            tf.constant(FIRST_DECAY),
                            tf.constant(SECOND_DECAY),
                            tf.constant(EPSILON),
                            slope);
            updates.add(tf.withControlDependencies(List.of(moved))
                    .assignSub(trainable.average, tf.math.mul(tf.math.sub(trainable.average, moved), averageBy)));
        }
    }

    /**
     * Momentum, made orthogonal by five Newton-Schulz rounds, so that every direction of a kernel learns alike; scaled
     * to the length of an Adam step (Liu et al., 2025).
     *
     * @see <a href="https://kellerjordan.github.io/posts/muon/">Jordan, Muon</a>
     */
    private Operand<TFloat32> muon(Ops after, Trainable trainable, Operand<TFloat32> slope) {
        Operand<TFloat32> decay = tf.constant(MOMENTUM);
        Operand<TFloat32> momentum =
                after.assign(trainable.first, after.math.add(after.math.mul(trainable.first, decay), slope));
        Operand<TFloat32> ahead = tf.math.add(slope, tf.math.mul(momentum, decay));
        int columns = trainable.shape.get(0);
        int rows = trainable.shape.get(1) * trainable.shape.get(2) * trainable.shape.get(3);
        Operand<TFloat32> matrix = tf.reshape(ahead, tf.constant(new int[] {rows, columns}));
        Operand<TFloat32> length = tf.math.sqrt(tf.reduceSum(tf.math.square(matrix), tf.constant(new int[] {0, 1})));
        Operand<TFloat32> x = tf.math.div(matrix, tf.math.add(length, tf.constant(EPSILON)));
        boolean tall = rows >= columns;
        for (int round = 0; round < ROUNDS; round++) {
            Operand<TFloat32> a = tf.linalg.matMul(x, x, MatMul.transposeA(tall), MatMul.transposeB(!tall));
            Operand<TFloat32> b = tf.math.add(
                    tf.math.mul(a, tf.constant(SECOND_COEFFICIENT)),
                    tf.math.mul(tf.linalg.matMul(a, a), tf.constant(THIRD_COEFFICIENT)));
            x = tf.math.add(
                    tf.math.mul(x, tf.constant(FIRST_COEFFICIENT)),
                    tall ? tf.linalg.matMul(x, b) : tf.linalg.matMul(b, x));
        }
        Operand<TFloat32> scale = tf.math.mul(rate, tf.constant((float) (0.2 * Math.sqrt(Math.max(rows, columns)))));
        Operand<TFloat32> step = tf.reshape(tf.math.mul(x, scale), tf.constant(tensorflowShape(trainable.shape)));
        return after.assignSub(trainable.value, step);
    }

    /** One step; returns each layer's mean squared error as a part of its channels' variance. */
    public double[] learn(Lesson lesson, double learningRate) {
        steps++;
        List<TFloat32> fed = new ArrayList<>();
        try {
            Session.Runner runner = session.runner();
            feed(runner, fed, images, Sessions.tensor(lesson.images, lesson.count, lesson.side, lesson.side, 3));
            for (int layer = 0; layer < answers.size(); layer++) {
                int channels = teacher.channels().get(layer);
                long side = Math.round(Math.sqrt(lesson.answers.get(layer).length / (double) lesson.count / channels));
                feed(
                        runner,
                        fed,
                        answers.get(layer),
                        Sessions.tensor(lesson.answers.get(layer), lesson.count, side, side, channels));
            }
            feed(runner, fed, rate, TFloat32.scalarOf((float) learningRate));
            feed(runner, fed, firstPower, TFloat32.scalarOf((float) Math.pow(FIRST_DECAY, (double) steps)));
            feed(runner, fed, secondPower, TFloat32.scalarOf((float) Math.pow(SECOND_DECAY, (double) steps)));
            double by = Math.max(AVERAGE_BY, 1 / (1 + steps / 3.0));
            feed(runner, fed, averageBy, TFloat32.scalarOf((float) by));
            losses.forEach(runner::fetch);
            updates.forEach(runner::addTarget);
            try (Result out = runner.run()) {
                double[] values = new double[losses.size()];
                for (int layer = 0; layer < values.length; layer++) {
                    values[layer] = Sessions.floats(out.get(layer))[0];
                }
                return values;
            }
        } finally {
            fed.forEach(TFloat32::close);
        }
    }

    private static void feed(
            Session.Runner runner, List<TFloat32> fed, Placeholder<TFloat32> placeholder, TFloat32 value) {
        fed.add(value);
        runner.feed(placeholder.asOutput(), value);
    }

    /** Steps made since the training began, also before a restart. */
    public long steps() {
        return steps;
    }

    /** Starts with these parameters, in PyTorch's order, as {@link #shapes} has them. */
    public void start(Map<String, Weights.Tensor> parameters) {
        List<float[]> values = new ArrayList<>();
        for (Map.Entry<String, Trainable> entry : trainables.entrySet()) {
            Weights.Tensor tensor = parameters.get(entry.getKey());
            if (tensor == null || !tensor.shape().equals(entry.getValue().shape)) {
                throw new IllegalArgumentException("parameter " + entry.getKey() + " is missing or of another shape");
            }
            float[] zeros = new float[tensor.values().length];
            values.addAll(List.of(tensor.values(), zeros, zeros, tensor.values()));
        }
        assign(values, 0);
    }

    /** Goes on where {@link #state} was taken. */
    public void restore(Weights state, long stepsMade) {
        List<float[]> values = new ArrayList<>();
        for (String name : trainables.keySet()) {
            PARTS.forEach(part -> values.add(state.tensor(part + name).values()));
        }
        assign(values, stepsMade);
    }

    /** All variables at once: each run of another kind makes the engine look through the whole graph. */
    private void assign(List<float[]> values, long stepsMade) {
        steps = stepsMade;
        List<TFloat32> fed = new ArrayList<>();
        try {
            Session.Runner runner = session.runner();
            int index = 0;
            for (Trainable trainable : trainables.values()) {
                for (Variable<TFloat32> variable : trainable.all()) {
                    Placeholder<TFloat32> value = placeholder(tensorflowShape(trainable.shape));
                    float[] ordered = reordered(trainable.shape, values.get(index), true);
                    feed(runner, fed, value, Sessions.tensor(ordered, tensorflowShape(trainable.shape)));
                    runner.addTarget(tf.assign(variable, value));
                    index++;
                }
            }
            runner.run().close();
        } finally {
            fed.forEach(TFloat32::close);
        }
    }

    /** All that {@link #restore} needs. */
    public Map<String, Weights.Tensor> state() {
        Session.Runner runner = session.runner();
        trainables.values().forEach(trainable -> trainable.all().forEach(runner::fetch));
        Map<String, Weights.Tensor> state = new LinkedHashMap<>();
        try (Result out = runner.run()) {
            int index = 0;
            for (Map.Entry<String, Trainable> entry : trainables.entrySet()) {
                for (String part : PARTS) {
                    state.put(part + entry.getKey(), tensor(entry.getValue(), out.get(index)));
                    index++;
                }
            }
        }
        return state;
    }

    /** The student: the running average of its parameters. */
    public Map<String, Weights.Tensor> student() {
        Session.Runner runner = session.runner();
        List<String> names =
                student.parameters().stream().map(Architecture.Parameter::name).toList();
        names.forEach(name -> runner.fetch(trainable(name).average));
        Map<String, Weights.Tensor> weights = new LinkedHashMap<>();
        try (Result out = runner.run()) {
            for (int i = 0; i < names.size(); i++) {
                weights.put(names.get(i), tensor(trainable(names.get(i)), out.get(i)));
            }
        }
        return weights;
    }

    private Trainable trainable(String name) {
        Trainable trainable = trainables.get(name);
        if (trainable == null) {
            throw new IllegalArgumentException("the student has no parameter " + name);
        }
        return trainable;
    }

    private static Weights.Tensor tensor(Trainable trainable, Tensor values) {
        return new Weights.Tensor(trainable.shape, reordered(trainable.shape, Sessions.floats(values), false));
    }

    private static float[] reordered(List<Integer> shape, float[] values, boolean toTensorflow) {
        if (shape.size() == 1) {
            return values;
        }
        KernelLayout layout = new KernelLayout(shape);
        return toTensorflow ? layout.toTensorflow(values) : layout.toPytorch(values);
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
