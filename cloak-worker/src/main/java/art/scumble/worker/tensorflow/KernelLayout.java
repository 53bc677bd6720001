package art.scumble.worker.tensorflow;

import java.util.List;

/**
 * Reorders a convolution's kernel between PyTorch's (out, in, height, width) and TensorFlow's (height, width, in, out).
 *
 * @param shape PyTorch's
 */
record KernelLayout(List<Integer> shape) {
    long[] tensorflowShape() {
        return new long[] {shape.get(2), shape.get(3), shape.get(1), shape.get(0)};
    }

    float[] toTensorflow(float[] values) {
        float[] to = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            to[tensorflowIndex(i)] = values[i];
        }
        return to;
    }

    float[] toPytorch(float[] values) {
        float[] to = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            to[i] = values[tensorflowIndex(i)];
        }
        return to;
    }

    private int tensorflowIndex(int pytorchIndex) {
        int area = shape.get(2) * shape.get(3);
        int in = pytorchIndex / area % shape.get(1);
        int out = pytorchIndex / area / shape.get(1);
        return (pytorchIndex % area * shape.get(1) + in) * shape.get(0) + out;
    }
}
