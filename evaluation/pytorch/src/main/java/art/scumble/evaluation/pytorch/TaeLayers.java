package art.scumble.evaluation.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The layers of a TAE encoder, [1, channels, height, width] each. */
final class TaeLayers {
    private static final float NORM_EPSILON = 1e-5f;

    private final TaeArchitecture architecture;
    private final Map<String, NDArray> parameters = new HashMap<>();

    TaeLayers(NDManager memory, Weights weights, TaeArchitecture architecture) {
        this.architecture = architecture;
        for (Architecture.Parameter parameter : architecture.parameters()) {
            long[] shape =
                    parameter.shape().stream().mapToLong(Integer::longValue).toArray();
            float[] values = weights.tensor(parameter.name()).values();
            parameters.put(parameter.name(), memory.create(values, new Shape(shape)));
        }
    }

    /** Those that the search works on. */
    NDList of(NDArray image) {
        NDList all = new NDList();
        NDArray x = image;
        for (int part = 0; part <= TaeArchitecture.LATENTS; part++) {
            if (part == 0 || part == TaeArchitecture.LATENTS) {
                x = convolution(x, Integer.toString(part), 1);
            } else if (TaeArchitecture.isHalving(part)) {
                x = convolution(x, Integer.toString(part), 2);
            } else {
                x = block(x, part);
            }
            if (TaeArchitecture.LAYERS.contains(part)) {
                all.add(x);
            }
        }
        return all;
    }

    private NDArray block(NDArray input, int part) {
        boolean branched = parameters.containsKey(part + ".pool.0.weight");
        NDArray x = branched ? input.add(normalisedBranch(input, part + ".pool")) : input;
        NDArray y = Activation.relu(convolution(x, part + ".conv.0", 1));
        y = Activation.relu(convolution(y, part + ".conv.2", 1));
        return Activation.relu(convolution(y, part + ".conv.4", 1).add(x));
    }

    private NDArray normalisedBranch(NDArray input, String name) {
        NDArray wide = convolution(input, name + ".0", 1);
        Shape shape = wide.getShape();
        NDArray grouped = wide.reshape(1, TaeArchitecture.POOL_GROUPS, -1);
        NDArray centred = grouped.sub(grouped.mean(new int[] {2}, true));
        NDArray deviation =
                centred.square().mean(new int[] {2}, true).add(NORM_EPSILON).sqrt();
        NDArray normal = centred.div(deviation)
                .reshape(shape)
                .mul(byChannel(name + ".1.weight"))
                .add(byChannel(name + ".1.bias"));
        return convolution(Activation.relu(normal), name + ".3", 1);
    }

    private NDArray byChannel(String name) {
        return parameter(name).reshape(1, architecture.poolWidth(), 1, 1);
    }

    /** Of the same size, or of half of it by stride 2; with a bias where the weights have one. */
    private NDArray convolution(NDArray x, String name, int stride) {
        NDArray kernel = parameter(name + ".weight");
        @Nullable NDArray bias = parameters.get(name + ".bias");
        long padding = kernel.getShape().get(2) / 2;
        return Conv2d.conv2d(x, kernel, bias, new Shape(stride, stride), new Shape(padding, padding))
                .singletonOrThrow();
    }

    private NDArray parameter(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }
}
