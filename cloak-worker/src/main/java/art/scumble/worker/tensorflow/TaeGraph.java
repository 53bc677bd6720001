package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.TaeArchitecture;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Authors the layers of a TAE encoder. The trunk may be bf16; the first and last convolutions are always fp32, since
 * oneDNN's bf16 convolution of three channels is wrong.
 */
final class TaeGraph {
    private static final float NORM_EPSILON = 1e-5f;

    private final Ops tf;
    private final Parameters parameters;
    private final TaeArchitecture architecture;

    TaeGraph(Ops tf, Parameters parameters, TaeArchitecture architecture) {
        this.tf = tf;
        this.parameters = parameters;
        this.architecture = architecture;
    }

    /** The layers that the search works on, for images [count, height, width, 3] in [0, 1]. */
    List<Operand<TFloat32>> layers(Operand<TFloat32> image, boolean bf16Trunk) {
        return bf16Trunk ? layers(image, TBfloat16.class) : layers(image, TFloat32.class);
    }

    private <T extends TNumber> List<Operand<TFloat32>> layers(Operand<TFloat32> image, Class<T> type) {
        List<Operand<TFloat32>> layers = new ArrayList<>();
        Operand<T> x = tf.dtypes.cast(convolution(image, "0", TFloat32.class), type);
        x = block(x, 1, type);
        Operand<TFloat32> last = image;
        for (int stage = 0; stage < TaeArchitecture.STAGES; stage++) {
            int halving = 2 + 4 * stage;
            x = halve(x, halving + ".weight", type);
            for (int block = 1; block <= 3; block++) {
                x = block(x, halving + block, type);
            }
            last = tf.dtypes.cast(x, TFloat32.class);
            layers.add(last);
        }
        layers.add(convolution(last, "14", TFloat32.class));
        return layers;
    }

    private <T extends TNumber> Operand<T> block(Operand<T> input, int index, Class<T> type) {
        Operand<T> x = parameters.has(index + ".pool.0.weight") ? normalisedBranch(input, index, type) : input;
        Operand<T> y = tf.nn.relu(convolution(x, index + ".conv.0", type));
        y = tf.nn.relu(convolution(y, index + ".conv.2", type));
        y = convolution(y, index + ".conv.4", type);
        return tf.nn.relu(tf.math.add(y, x));
    }

    private <T extends TNumber> Operand<T> normalisedBranch(Operand<T> input, int index, Class<T> type) {
        String name = index + ".pool";
        Operand<TFloat32> wide = tf.dtypes.cast(multiply(input, name + ".0.weight", type), TFloat32.class);
        int groups = TaeArchitecture.POOL_GROUPS;
        Operand<TInt32> images = tf.slice(tf.shape(wide), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        Operand<TInt32> rest = tf.constant(new int[] {-1, groups, architecture.poolWidth() / groups});
        Operand<TFloat32> grouped = tf.reshape(wide, tf.concat(List.of(images, rest), tf.constant(0)));
        Operand<TInt32> axes = tf.constant(new int[] {1, 3});
        Operand<TFloat32> centred = tf.math.sub(grouped, tf.math.mean(grouped, axes, Mean.keepDims(true)));
        Operand<TFloat32> variance = tf.math.mean(tf.math.square(centred), axes, Mean.keepDims(true));
        Operand<TFloat32> normal = tf.reshape(
                tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(NORM_EPSILON)))), tf.shape(wide));
        normal = tf.math.add(
                tf.math.mul(normal, vector(name + ".1.weight", TFloat32.class)),
                vector(name + ".1.bias", TFloat32.class));
        return tf.math.add(input, multiply(tf.dtypes.cast(tf.nn.relu(normal), type), name + ".3.weight", type));
    }

    private <T extends TNumber> Operand<T> multiply(Operand<T> x, String kernel, Class<T> type) {
        return tf.nn.conv2d(x, kernel(kernel, type), List.of(1L, 1L, 1L, 1L), "SAME");
    }

    private <T extends TNumber> Operand<T> convolution(Operand<T> x, String name, Class<T> type) {
        return tf.nn.biasAdd(multiply(x, name + ".weight", type), vector(name + ".bias", type));
    }

    /** Pads by hand: the engine has no gradient for explicit padding. */
    private <T extends TNumber> Operand<T> halve(Operand<T> x, String kernel, Class<T> type) {
        Operand<T> zero = tf.dtypes.cast(tf.constant(0f), type);
        Operand<T> padded = tf.pad(x, tf.constant(new int[][] {{0, 0}, {1, 1}, {1, 1}, {0, 0}}), zero);
        return tf.nn.conv2d(padded, kernel(kernel, type), List.of(1L, 2L, 2L, 1L), "VALID");
    }

    private <T extends TNumber> Operand<T> vector(String name, Class<T> type) {
        return tf.dtypes.cast(parameters.vector(name), type);
    }

    private <T extends TNumber> Operand<T> kernel(String name, Class<T> type) {
        return tf.dtypes.cast(parameters.kernel(name), type);
    }
}
