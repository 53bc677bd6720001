package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.TaeArchitecture;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** Authors the blocks that the TAE family's encoders and decoders are made of. */
final class TaeBlocks {
    private static final float NORM_EPSILON = 1e-5f;

    private final Ops tf;
    private final Parameters parameters;
    private final int poolWidth;
    private final Layers layers;

    TaeBlocks(Ops tf, Parameters parameters, int poolWidth) {
        this.tf = tf;
        this.parameters = parameters;
        this.poolWidth = poolWidth;
        this.layers = new Layers(tf, parameters);
    }

    /** Three convolutions and what they are added to; before them the normalised branch where the weights have one. */
    <T extends TNumber> Operand<T> block(Operand<T> input, int index, Class<T> type) {
        Operand<T> x = parameters.has(index + ".pool.0.weight") ? normalisedBranch(input, index, type) : input;
        Operand<T> y = tf.nn.relu(layers.convolution(x, index + ".conv.0", type));
        y = tf.nn.relu(layers.convolution(y, index + ".conv.2", type));
        y = layers.convolution(y, index + ".conv.4", type);
        return tf.nn.relu(tf.math.add(y, x));
    }

    private <T extends TNumber> Operand<T> normalisedBranch(Operand<T> input, int index, Class<T> type) {
        String name = index + ".pool";
        Operand<TFloat32> wide = tf.dtypes.cast(layers.multiply(input, name + ".0.weight", type), TFloat32.class);
        Operand<TFloat32> normal =
                layers.groupNorm(wide, name + ".1", TaeArchitecture.POOL_GROUPS, poolWidth, NORM_EPSILON);
        Operand<T> narrow = layers.multiply(tf.dtypes.cast(tf.nn.relu(normal), type), name + ".3.weight", type);
        return tf.math.add(input, narrow);
    }
}
