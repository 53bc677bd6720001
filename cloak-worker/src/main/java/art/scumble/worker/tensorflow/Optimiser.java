package art.scumble.worker.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** Moves parameters down a loss's slope: orthogonal steps where a parameter asks for them, Adam's where not. */
final class Optimiser {
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

    private final Graph graph;
    private final Ops tf;
    private final Placeholder<TFloat32> rate;
    private final Placeholder<TFloat32> firstPower;
    private final Placeholder<TFloat32> secondPower;
    private final Placeholder<TFloat32> averageBy;

    Optimiser(Graph graph, Ops tf) {
        this.graph = graph;
        this.tf = tf;
        rate = tf.placeholder(TFloat32.class);
        firstPower = tf.placeholder(TFloat32.class);
        secondPower = tf.placeholder(TFloat32.class);
        averageBy = tf.placeholder(TFloat32.class);
    }

    /** What a run has to have as targets for one step of these parameters. */
    @SuppressWarnings("unchecked")
    List<Op> step(Operand<TFloat32> loss, List<Trainable> trainables) {
        Output<?>[] values = trainables.stream()
                .map(trainable -> trainable.value().asOutput())
                .toArray(Output<?>[]::new);
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
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < trainables.size(); i++) {
            Trainable trainable = trainables.get(i);
            Operand<TFloat32> slope = tf.math.mul(slopes.get(i), shrink);
            Operand<TFloat32> moved =
                    trainable.orthogonal() ? muon(after, trainable, slope) : adam(after, trainable, slope);
            updates.add(tf.withControlDependencies(List.of(moved))
                    .assignSub(trainable.average(), tf.math.mul(tf.math.sub(trainable.average(), moved), averageBy)));
        }
        return updates;
    }

    /**
     * Adam.
     *
     * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, Adam: a method for stochastic optimization</a>
     */
    private Operand<TFloat32> adam(Ops after, Trainable trainable, Operand<TFloat32> slope) {
        return after.train.applyAdam(
                trainable.value(),
                trainable.first(),
                trainable.second(),
                firstPower,
                secondPower,
                rate,
                tf.constant(FIRST_DECAY),
                tf.constant(SECOND_DECAY),
                tf.constant(EPSILON),
                slope);
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
                after.assign(trainable.first(), after.math.add(after.math.mul(trainable.first(), decay), slope));
        Operand<TFloat32> ahead = tf.math.add(slope, tf.math.mul(momentum, decay));
        List<Integer> shape = trainable.shape();
        int columns = shape.get(0);
        int rows = shape.get(1) * shape.get(2) * shape.get(3);
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
        Operand<TFloat32> move = tf.reshape(tf.math.mul(x, scale), tf.constant(trainable.tensorflowShape()));
        return after.assignSub(trainable.value(), move);
    }

    /** Feeds a run what its step needs; {@code fed} are to be closed after it. */
    void feed(Session.Runner runner, List<TFloat32> fed, double learningRate, long steps) {
        double by = Math.max(AVERAGE_BY, 1 / (1 + steps / 3.0));
        feed(runner, fed, rate, learningRate);
        feed(runner, fed, firstPower, Math.pow(FIRST_DECAY, (double) steps));
        feed(runner, fed, secondPower, Math.pow(SECOND_DECAY, (double) steps));
        feed(runner, fed, averageBy, by);
    }

    private static void feed(
            Session.Runner runner, List<TFloat32> fed, Placeholder<TFloat32> placeholder, double value) {
        Sessions.feed(runner, fed, placeholder, TFloat32.scalarOf((float) value));
    }
}
