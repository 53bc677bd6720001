package art.scumble.worker.tensorflow;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Layers that several encoders have. The trunk's type may be bf16; normalisations are always fp32. */
public final class Layers {
    private final Ops tf;
    private final Parameters parameters;

    Layers(Ops tf, Parameters parameters) {
        this.tf = tf;
        this.parameters = parameters;
    }

    /** A convolution with a bias. */
    public <T extends TNumber> Operand<T> convolution(Operand<T> x, String name, Class<T> type) {
        return tf.nn.biasAdd(multiply(x, name + ".weight", type), vector(name + ".bias", type));
    }

    /** A convolution without a bias, of the same size. */
    <T extends TNumber> Operand<T> multiply(Operand<T> x, String kernel, Class<T> type) {
        return tf.nn.conv2d(x, kernel(kernel, type), List.of(1L, 1L, 1L, 1L), "SAME");
    }

    /** A convolution of stride 2 without a bias; pads by hand, as the engine has no gradient for explicit padding. */
    public <T extends TNumber> Operand<T> halve(Operand<T> x, String kernel, int before, int after, Class<T> type) {
        Operand<T> zero = tf.dtypes.cast(tf.constant(0f), type);
        int[][] padding = {{0, 0}, {before, after}, {before, after}, {0, 0}};
        Operand<T> padded = tf.pad(x, tf.constant(padding), zero);
        return tf.nn.conv2d(padded, kernel(kernel, type), List.of(1L, 2L, 2L, 1L), "VALID");
    }

    /**
     * Normalisation over groups of channels and all pixels, with a scale and a bias for each channel. The sums run over
     * pixels first, since the engine is slow at any others.
     */
    public Operand<TFloat32> groupNorm(Operand<TFloat32> x, String name, int groups, int channels, float epsilon) {
        Operand<TFloat32> centred = tf.math.sub(x, ofGroups(x, groups, channels));
        Operand<TFloat32> variance = ofGroups(tf.math.square(centred), groups, channels);
        Operand<TFloat32> scale = tf.math.mul(
                tf.math.rsqrt(tf.math.add(variance, tf.constant(epsilon))), parameters.vector(name + ".weight"));
        return tf.math.add(tf.math.mul(centred, scale), parameters.vector(name + ".bias"));
    }

    /** Each channel's group's mean, [count, 1, 1, channels]. */
    private Operand<TFloat32> ofGroups(Operand<TFloat32> x, int groups, int channels) {
        Operand<TFloat32> ofChannels = tf.math.mean(x, tf.constant(new int[] {1, 2}));
        int size = channels / groups;
        Operand<TFloat32> grouped = tf.reshape(ofChannels, tf.constant(new int[] {-1, groups, size}));
        Operand<TFloat32> means = tf.math.mean(grouped, tf.constant(2), Mean.keepDims(true));
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        Operand<TFloat32> spread = tf.math.mul(means, tf.constant(ones));
        return tf.reshape(spread, tf.constant(new int[] {-1, 1, 1, channels}));
    }

    /** Normalisation of each token. */
    Operand<TFloat32> layerNorm(Operand<TFloat32> x, String name, float epsilon) {
        return scaled(normalised(x, new int[] {-1}, epsilon), name);
    }

    private Operand<TFloat32> normalised(Operand<TFloat32> x, int[] over, float epsilon) {
        Operand<TInt32> axes = tf.constant(over);
        Operand<TFloat32> centred = tf.math.sub(x, tf.math.mean(x, axes, Mean.keepDims(true)));
        Operand<TFloat32> variance = tf.math.mean(tf.math.square(centred), axes, Mean.keepDims(true));
        return tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(epsilon))));
    }

    private Operand<TFloat32> scaled(Operand<TFloat32> x, String name) {
        return tf.math.add(tf.math.mul(x, parameters.vector(name + ".weight")), parameters.vector(name + ".bias"));
    }

    <T extends TNumber> Operand<T> vector(String name, Class<T> type) {
        return tf.dtypes.cast(parameters.vector(name), type);
    }

    <T extends TNumber> Operand<T> kernel(String name, Class<T> type) {
        return tf.dtypes.cast(parameters.kernel(name), type);
    }
}
