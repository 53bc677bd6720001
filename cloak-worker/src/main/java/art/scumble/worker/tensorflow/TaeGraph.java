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
    private final Ops tf;
    private final Layers layers;
    private final TaeBlocks blocks;

    TaeGraph(Ops tf, Parameters parameters, TaeArchitecture architecture) {
        this.tf = tf;
        this.layers = new Layers(tf, parameters);
        this.blocks = new TaeBlocks(tf, parameters, architecture.poolWidth());
    }

    @Override
    public List<Operand<TFloat32>> layers(Operand<TFloat32> image, boolean bf16Trunk) {
        return bf16Trunk ? layers(image, TBfloat16.class) : layers(image, TFloat32.class);
    }

    private <T extends TNumber> List<Operand<TFloat32>> layers(Operand<TFloat32> image, Class<T> type) {
        List<Operand<TFloat32>> all = new ArrayList<>();
        Operand<T> x = tf.dtypes.cast(layers.convolution(image, "0", TFloat32.class), type);
        x = blocks.block(x, 1, type);
        Operand<TFloat32> last = image;
        for (int stage = 0; stage < TaeArchitecture.STAGES; stage++) {
            int halving = 2 + 4 * stage;
            x = layers.halve(x, halving + ".weight", 1, 1, type);
            for (int block = 1; block <= 3; block++) {
                x = blocks.block(x, halving + block, type);
            }
            last = tf.dtypes.cast(x, TFloat32.class);
            all.add(last);
        }
        all.add(layers.convolution(last, "14", TFloat32.class));
        return all;
    }
}
