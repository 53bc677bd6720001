package art.scumble.worker.tensorflow;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Authors a network's graph. */
public interface NetworkAuthor {
    /** Its layers, [count, height, width, channels], for images [count, height, width, 3] in [0, 1]. */
    List<Operand<TFloat32>> layers(Ops tf, Operand<TFloat32> images);
}
