package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.ClipArchitecture;
import art.scumble.worker.encoder.KlArchitecture;
import art.scumble.worker.encoder.TaeArchitecture;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Authors an encoder's layers. */
interface LayerGraph {
    /** The layers that the search works on, [count, height, width, channels], for images [count, height, width, 3]. */
    List<Operand<TFloat32>> layers(Operand<TFloat32> images, boolean bf16Trunk);

    /** The graph of an architecture. */
    static LayerGraph of(Ops tf, Parameters parameters, Architecture architecture) {
        return switch (architecture) {
            case TaeArchitecture tae -> new TaeGraph(tf, parameters, tae);
            case KlArchitecture kl -> new KlGraph(tf, parameters, kl);
            case ClipArchitecture clip -> new ClipGraph(tf, parameters, clip);
        };
    }
}
