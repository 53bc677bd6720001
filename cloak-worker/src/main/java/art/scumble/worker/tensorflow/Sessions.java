package art.scumble.worker.tensorflow;

import java.util.List;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** What is the same for each session of ours. */
final class Sessions {
    private Sessions() {}

    /** One computation at a time, on so many threads. */
    static ConfigProto of(int threads) {
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build();
    }

    static TFloat32 tensor(float[] values, long... shape) {
        return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false));
    }

    /** Gives a run a value, which is to be closed with the others of {@code fed} after it. */
    static void feed(Session.Runner runner, List<TFloat32> fed, Placeholder<TFloat32> placeholder, TFloat32 value) {
        fed.add(value);
        runner.feed(placeholder.asOutput(), value);
    }

    static float[] floats(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.shape().size())];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
    }
}
