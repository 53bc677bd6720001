package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.Weights;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Trained weights as constants. */
record FrozenParameters(Ops tf, Weights weights) implements Parameters {
    @Override
    public boolean has(String name) {
        return weights.has(name);
    }

    @Override
    public Operand<TFloat32> kernel(String name) {
        Weights.Tensor tensor = weights.tensor(name);
        KernelLayout layout = new KernelLayout(tensor.shape());
        float[] values = layout.toTensorflow(tensor.values());
        return tf.constant(Shape.of(layout.tensorflowShape()), DataBuffers.of(values));
    }

    @Override
    public Operand<TFloat32> matrix(String name) {
        Weights.Tensor tensor = weights.tensor(name);
        Shape shape = Shape.of(tensor.shape().get(0), tensor.shape().get(1));
        return tf.constant(shape, DataBuffers.of(tensor.values()));
    }

    @Override
    public Operand<TFloat32> vector(String name) {
        return tf.constant(weights.tensor(name).values());
    }
}
