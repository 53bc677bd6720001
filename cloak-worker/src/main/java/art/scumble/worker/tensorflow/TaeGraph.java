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
        List<Operand<TFloat32>> parts = parts(image, bf16Trunk);
        return TaeArchitecture.LAYERS.stream().map(parts::get).toList();
    }

    /** What each part gives, from the first convolution to the latents. */
    List<Operand<TFloat32>> parts(Operand<TFloat32> image, boolean bf16Trunk) {
        return bf16Trunk ? parts(image, TBfloat16.class) : parts(image, TFloat32.class);
    }

    private <T extends TNumber> List<Operand<TFloat32>> parts(Operand<TFloat32> image, Class<T> type) {
        List<Operand<TFloat32>> all = new ArrayList<>();
        Operand<T> x = tf.dtypes.cast(layers.convolution(image, "0", TFloat32.class), type);
        all.add(tf.dtypes.cast(x, TFloat32.class));
        for (int part = 1; part < TaeArchitecture.LATENTS; part++) {
            x = trunk(part, x, type);
            all.add(tf.dtypes.cast(x, TFloat32.class));
        }
        all.add(latents(all.getLast()));
        return all;
    }

    /** One part after the first, of what comes before it. */
    Operand<TFloat32> part(int part, Operand<TFloat32> before, boolean bf16Trunk) {
        if (part == TaeArchitecture.LATENTS) {
            return latents(before);
        }
        return bf16Trunk ? part(part, before, TBfloat16.class) : part(part, before, TFloat32.class);
    }

    private <T extends TNumber> Operand<TFloat32> part(int part, Operand<TFloat32> before, Class<T> type) {
        return tf.dtypes.cast(this.<T>trunk(part, tf.dtypes.cast(before, type), type), TFloat32.class);
    }

    private <T extends TNumber> Operand<T> trunk(int part, Operand<T> x, Class<T> type) {
        return TaeArchitecture.isHalving(part)
                ? layers.halve(x, part + ".weight", 1, 1, type)
                : blocks.block(x, part, type);
    }

    private Operand<TFloat32> latents(Operand<TFloat32> x) {
        return layers.convolution(x, Integer.toString(TaeArchitecture.LATENTS), TFloat32.class);
    }
}
