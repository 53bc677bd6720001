package art.scumble.worker.tensorflow;

import ai.djl.engine.Engine;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** A product of two square matrices in the engine of the search: the most that this machine computes in a second. */
public final class MatrixProduct implements AutoCloseable {
    private final int side;
    private final Graph graph = open();
    private final Placeholder<? extends TNumber> left;
    private final Placeholder<? extends TNumber> right;
    private final MatMul<? extends TNumber> product;
    private final Session session;
    private final Result factors;

    /** Of 32-bit floats, {@code side} rows and columns each, on so many threads. */
    public static MatrixProduct fp32(int side, int threads) {
        return new MatrixProduct(side, TFloat32.class, threads);
    }

    /** Likewise of 16-bit ones. */
    public static MatrixProduct bf16(int side, int threads) {
        return new MatrixProduct(side, TBfloat16.class, threads);
    }

    private <T extends TNumber> MatrixProduct(int side, Class<T> type, int threads) {
        this.side = side;
        Ops tf = Ops.create(graph);
        Placeholder<TFloat32> values = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(2, side, side)));
        Placeholder<T> a = tf.placeholder(type, Placeholder.shape(Shape.of(side, side)));
        Placeholder<T> b = tf.placeholder(type, Placeholder.shape(Shape.of(side, side)));
        left = a;
        right = b;
        product = tf.linalg.matMul(a, b);
        session = new Session(graph, Sessions.of(threads));
        var parts = tf.unstack(tf.dtypes.cast(values, type), 2L);
        try (TFloat32 random = Sessions.tensor(random(2 * side * side), 2, side, side)) {
            factors = session.runner()
                    .feed(values.asOutput(), random)
                    .fetch(parts.output().get(0))
                    .fetch(parts.output().get(1))
                    .run();
        }
    }

    /** DJL must load the natives before anything of TensorFlow's is touched. */
    private static Graph open() {
        Engine.getEngine("TensorFlow");
        return new Graph();
    }

    private static float[] random(int count) {
        Random random = new Random(1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    /** Floating-point operations of one product: a multiplication and an addition for each pair of values that meet. */
    public long operations() {
        return 2L * side * side * side;
    }

    /** Computes it once. */
    public void run() {
        session.runner()
                .feed(left.asOutput(), factors.get(0))
                .feed(right.asOutput(), factors.get(1))
                .fetch(product)
                .run()
                .close();
    }

    @Override
    public void close() {
        factors.close();
        session.close();
        graph.close();
    }
}
