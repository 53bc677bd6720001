package art.scumble.worker.encoder;

import java.nio.file.Path;
import java.util.List;

/** The shape of an encoder, as data: which tensors it needs, and which of its layers the search works on. */
public sealed interface Architecture permits TaeArchitecture, KlArchitecture, ClipArchitecture {
    /**
     * A tensor that the architecture needs.
     *
     * @param name as published
     * @param shape as published: output channels, input channels, height, width for a convolution
     */
    record Parameter(String name, List<Integer> shape) {
        /** How many values it has. */
        public int values() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    /** What kind of encoder it is, in words. */
    String family();

    /** All tensors, in the order of computation. */
    List<Parameter> parameters();

    /** Of all tensors as the engine has them, which is as 32-bit floats, whatever the file holds. */
    default long bytes() {
        return parameters().stream()
                .mapToLong(parameter -> (long) Float.BYTES * parameter.values())
                .sum();
    }

    /** Names of the layers whose statistics the search works on. */
    List<String> layers();

    /** Channels of those layers. */
    List<Integer> channels();

    /**
     * The architecture of these weights, by the names and shapes of their tensors.
     *
     * @throws BadWeights if they are of no encoder that Scumble knows, or a tensor is missing or of another shape
     */
    static Architecture of(Path file, Weights weights) throws BadWeights {
        Architecture architecture;
        if (weights.has("encoder.conv_in.weight")) {
            architecture = KlArchitecture.of(file, weights);
        } else if (weights.has("vision_model.embeddings.patch_embedding.weight")) {
            architecture = ClipArchitecture.of(file, weights);
        } else if (weights.has("0.weight") && weights.has("14.weight")) {
            architecture = TaeArchitecture.of(file, weights);
        } else {
            throw new BadWeights(file, "its tensors are those of no encoder that Scumble knows");
        }
        requireAll(file, weights, architecture.parameters());
        return architecture;
    }

    /**
     * Looks whether all tensors are there.
     *
     * @throws BadWeights if one is missing or of another shape
     */
    static void requireAll(Path file, Weights weights, List<Parameter> parameters) throws BadWeights {
        for (Parameter parameter : parameters) {
            if (!weights.has(parameter.name())) {
                throw new BadWeights(file, "tensor " + parameter.name() + " is missing");
            }
            if (!weights.shape(parameter.name()).equals(parameter.shape())) {
                throw new BadWeights(file, "tensor " + parameter.name() + " is not of shape " + parameter.shape());
            }
        }
    }
}
