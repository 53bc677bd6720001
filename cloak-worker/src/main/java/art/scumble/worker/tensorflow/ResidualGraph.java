package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.ResidualArchitecture;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Authors the layers of a residual network. The trunk may be bf16; the first convolution is always fp32, since oneDNN's
 * bf16 convolution of three channels is wrong.
 */
final class ResidualGraph implements LayerGraph {
    private final Ops tf;
    private final ResidualArchitecture architecture;
    private final Layers layers;

    ResidualGraph(Ops tf, Parameters parameters, ResidualArchitecture architecture) {
        this.tf = tf;
        this.architecture = architecture;
        this.layers = new Layers(tf, parameters);
    }

    @Override
    public List<Operand<TFloat32>> layers(Operand<TFloat32> images, boolean bf16Trunk) {
        return bf16Trunk ? layers(images, TBfloat16.class) : layers(images, TFloat32.class);
    }

    private <T extends TNumber> List<Operand<TFloat32>> layers(Operand<TFloat32> images, Class<T> type) {
        Operand<TFloat32> signed = tf.math.sub(tf.math.mul(images, tf.constant(2f)), tf.constant(1f));
        Operand<T> x = tf.dtypes.cast(halved(signed, 0, TFloat32.class), type);
        List<Operand<TFloat32>> all = new ArrayList<>();
        for (int stage = 0; stage < architecture.widths().size(); stage++) {
            if (stage > 0) {
                x = halved(x, stage, type);
            }
            for (int block = 0; block < architecture.blocks().get(stage); block++) {
                x = block(x, stage, block, type);
            }
            all.add(tf.dtypes.cast(x, TFloat32.class));
        }
        return all;
    }

    private <T extends TNumber> Operand<T> halved(Operand<T> x, int stage, Class<T> type) {
        String name = ResidualArchitecture.halving(stage);
        return tf.nn.relu(
                tf.nn.biasAdd(layers.halve(x, name + ".weight", 1, 1, type), layers.vector(name + ".bias", type)));
    }

    private <T extends TNumber> Operand<T> block(Operand<T> x, int stage, int block, Class<T> type) {
        Operand<T> y = tf.nn.relu(layers.convolution(x, ResidualArchitecture.first(stage, block), type));
        y = layers.convolution(y, ResidualArchitecture.second(stage, block), type);
        return tf.nn.relu(tf.math.add(x, y));
    }
}
