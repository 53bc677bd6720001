package art.scumble.worker.tensorflow;

import java.util.List;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * A parameter with what its training needs; values in TensorFlow's order.
 *
 * @param shape as published
 * @param orthogonal whether its steps are made orthogonal
 * @param first the momentum
 * @param second the mean of squared slopes
 * @param average the running average of its values
 */
record Trainable(
        List<Integer> shape,
        boolean orthogonal,
        Variable<TFloat32> value,
        Variable<TFloat32> first,
        Variable<TFloat32> second,
        Variable<TFloat32> average) {
    /** Names of {@link #all}, for a file. */
    static final List<String> PARTS = List.of("value/", "first/", "second/", "average/");

    static Trainable of(Ops tf, List<Integer> shape, boolean orthogonal) {
        Shape own = Shape.of(tensorflowShape(shape));
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

    long[] tensorflowShape() {
        return tensorflowShape(shape);
    }

    List<Variable<TFloat32>> all() {
        return List.of(value, first, second, average);
    }

    /** From the published order. */
    TFloat32 tensor(float[] published) {
        float[] values = shape.size() == 1 ? published : new KernelLayout(shape).toTensorflow(published);
        return Sessions.tensor(values, tensorflowShape());
    }

    /** In the published order. */
    float[] published(Tensor tensor) {
        float[] values = Sessions.floats(tensor);
        return shape.size() == 1 ? values : new KernelLayout(shape).toPytorch(values);
    }
}
