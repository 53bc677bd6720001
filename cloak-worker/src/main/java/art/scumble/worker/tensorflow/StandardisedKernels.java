package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.Weights;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Parameters of a network without normalisation, kept such that its features neither die nor run away while it learns:
 * the weights of an output sum to zero, and a factor of its own says how long they are. What is trained goes through
 * this in each step; {@link #folded} comes to the same for the network that is kept. A kernel without factors is taken as
 * it is.
 *
 * @see <a href="https://arxiv.org/abs/2101.08692">Brock et al., Characterizing signal propagation to close the
 *     performance gap in unnormalized ResNets</a>
 */
record StandardisedKernels(Ops tf, Parameters raw) implements Parameters {
    private static final float EPSILON = 1e-8f;

    /** Name of a kernel's factors, one for each output. */
    static String gainOf(String kernel) {
        return kernel + ".gain";
    }

    @Override
    public boolean has(String name) {
        return raw.has(name);
    }

    @Override
    public Operand<TFloat32> kernel(String name) {
        Operand<TFloat32> kernel = raw.kernel(name);
        if (!raw.has(gainOf(name))) {
            return kernel;
        }
        Operand<TInt32> inputs = tf.constant(new int[] {0, 1, 2});
        Operand<TFloat32> centred = tf.math.sub(kernel, tf.math.mean(kernel, inputs, Mean.keepDims(true)));
        Operand<TFloat32> squares = tf.reduceSum(tf.math.square(centred), inputs, ReduceSum.keepDims(true));
        Operand<TFloat32> scale = tf.math.rsqrt(tf.math.add(squares, tf.constant(EPSILON)));
        return tf.math.mul(centred, tf.math.mul(scale, raw.vector(gainOf(name))));
    }

    @Override
    public Operand<TFloat32> matrix(String name) {
        return raw.matrix(name);
    }

    @Override
    public Operand<TFloat32> vector(String name) {
        return raw.vector(name);
    }

    /** The kernel that a network has to have to compute the same, in the published order. */
    static Weights.Tensor folded(Weights.Tensor kernel, Weights.Tensor gain) {
        List<Integer> shape = kernel.shape();
        int length = kernel.values().length / shape.getFirst();
        float[] values = new float[kernel.values().length];
        for (int out = 0; out < shape.getFirst(); out++) {
            double mean = 0;
            for (int i = out * length; i < (out + 1) * length; i++) {
                mean += kernel.values()[i] / (double) length;
            }
            double squares = 0;
            for (int i = out * length; i < (out + 1) * length; i++) {
                squares += Math.pow(kernel.values()[i] - mean, 2);
            }
            double scale = gain.values()[out] / Math.sqrt(squares + EPSILON);
            for (int i = out * length; i < (out + 1) * length; i++) {
                values[i] = (float) (scale * (kernel.values()[i] - mean));
            }
        }
        return new Weights.Tensor(shape, values);
    }
}
