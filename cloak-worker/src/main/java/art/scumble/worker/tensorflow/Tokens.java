package art.scumble.worker.tensorflow;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Linear maps of tokens [count, tokens, channels]. */
final class Tokens {
    private Tokens() {}

    /** A linear layer with a bias, its matrix as published: outputs by inputs. */
    static Operand<TFloat32> linear(Ops tf, Parameters parameters, Operand<TFloat32> tokens, String name, int out) {
        Operand<TFloat32> matrix = parameters.matrix(name + ".weight");
        Operand<TInt32> shape = tf.shape(tokens);
        Operand<TInt32> outer = tf.slice(shape, tf.constant(new int[] {0}), tf.constant(new int[] {2}));
        Operand<TInt32> inner = tf.slice(shape, tf.constant(new int[] {2}), tf.constant(new int[] {1}));
        Operand<TFloat32> flat =
                tf.reshape(tokens, tf.concat(List.of(tf.constant(new int[] {-1}), inner), tf.constant(0)));
        Operand<TFloat32> product = tf.linalg.matMul(flat, matrix, MatMul.transposeB(true));
        Operand<TFloat32> moved = tf.math.add(product, parameters.vector(name + ".bias"));
        return tf.reshape(moved, tf.concat(List.of(outer, tf.constant(new int[] {out})), tf.constant(0)));
    }
}
