package art.scumble.worker.tensorflow;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Where a graph takes its parameters from, by their published names. */
interface Parameters {
    boolean has(String name);

    /** A kernel as TensorFlow has it: height, width, input channels, output channels. */
    Operand<TFloat32> kernel(String name);

    /** A matrix as published: rows are outputs. */
    Operand<TFloat32> matrix(String name);

    /** A value for each channel. */
    Operand<TFloat32> vector(String name);
}
