package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.TaeArchitecture;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Authors the layers of a TAE encoder. The trunk may be bf16; the first and last convolutions are always fp32, since
 * oneDNN's bf16 convolution of three channels is wrong.
 */
final class TaeGraph implements LayerGraph {
    private static final float NORM_EPSILON = 1e-5f;

    private final Ops tf;
    private final Parameters parameters;
    private final TaeArchitecture architecture;
    private final Layers layers;

    TaeGraph(Ops tf, Parameters parameters, TaeArchitecture architecture) {
        this.tf = tf;
        this.parameters = parameters;
        this.architecture = architecture;
        this.layers = new Layers(tf, parameters);
    }

    @Override
    public List<Operand<TFloat32>> layers(Operand<TFloat32> image, boolean bf16Trunk) {
        return bf16Trunk ? layers(image, TBfloat16.class) : layers(image, TFloat32.class);
    }

    private <T extends TNumber> List<Operand<TFloat32>> layers(Operand<TFloat32> image, Class<T> type) {
        List<Operand<TFloat32>> all = new ArrayList<>();
        Operand<T> x = tf.dtypes.cast(layers.convolution(image, "0", TFloat32.class), type);
        x = block(x, 1, type);
        Operand<TFloat32> last = image;
        for (int stage = 0; stage < TaeArchitecture.STAGES; stage++) {
            int halving = 2 + 4 * stage;
            x = layers.halve(x, halving + ".weight", 1, 1, type);
            for (int block = 1; block <= 3; block++) {
                x = block(x, halving + block, type);
            }
            last = tf.dtypes.cast(x, TFloat32.class);
            all.add(last);
        }
        all.add(layers.convolution(last, "14", TFloat32.class));
        return all;
    }

    private <T extends TNumber> Operand<T> block(Operand<T> input, int index, Class<T> type) {
        Operand<T> x = parameters.has(index + ".pool.0.weight") ? normalisedBranch(input, index, type) : input;
        Operand<T> y = tf.nn.relu(layers.convolution(x, index + ".conv.0", type));
        y = tf.nn.relu(layers.convolution(y, index + ".conv.2", type));
        y = layers.convolution(y, index + ".conv.4", type);
        return tf.nn.relu(tf.math.add(y, x));
    }

    private <T extends TNumber> Operand<T> normalisedBranch(Operand<T> input, int index, Class<T> type) {
        String name = index + ".pool";
        Operand<TFloat32> wide = tf.dtypes.cast(layers.multiply(input, name + ".0.weight", type), TFloat32.class);
        Operand<TFloat32> normal = layers.groupNorm(
                wide, name + ".1", TaeArchitecture.POOL_GROUPS, architecture.poolWidth(), NORM_EPSILON);
        Operand<T> narrow = layers.multiply(tf.dtypes.cast(tf.nn.relu(normal), type), name + ".3.weight", type);
        return tf.math.add(input, narrow);
    }
}
