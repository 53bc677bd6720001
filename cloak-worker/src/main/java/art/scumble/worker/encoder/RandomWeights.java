package art.scumble.worker.encoder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Writes an encoder with random weights, so that the whole pipeline can be tested where no trained encoder is at hand,
 * and architectures whose trained weights are large or not free. A cloak computed on it is real, and worthless.
 */
public final class RandomWeights {
    /** 4 to 12 channels, 4 latents, with the normalised branch, so that every kind of layer is there. */
    public static final TaeArchitecture TINY_TAE = new TaeArchitecture(List.of(4, 8, 8, 12), 4, 16);

    private RandomWeights() {}

    /** Arguments: the file to write, the seed. */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), TINY_TAE, Long.parseLong(args[1]));
    }

    /** Writes an encoder; the same seed gives the same bytes. */
    public static void write(Path file, Architecture architecture, long seed) throws IOException {
        write(file, architecture.parameters(), seed);
    }

    /** Writes any tensors; the same seed gives the same bytes. */
    public static void write(Path file, List<Architecture.Parameter> parameters, long seed) throws IOException {
        write(file, parameters, seed, WeightsFile.Type.F32);
    }

    /** Writes any tensors, with one of them in memory at a time; the same seed gives the same bytes. */
    public static void write(Path file, List<Architecture.Parameter> parameters, long seed, WeightsFile.Type type)
            throws IOException {
        Random random = new Random(seed);
        WeightsFile.write(file, parameters, parameter -> random(parameter, random), type);
    }

    /** He's initialisation for kernels and matrices (He et al., 2015), ones and small biases elsewhere. */
    private static float[] random(Architecture.Parameter parameter, Random random) {
        float[] values = new float[parameter.values()];
        boolean kernel = parameter.shape().size() > 1;
        double spread = kernel ? Math.sqrt(2.0 * parameter.shape().getFirst() / values.length) : 0.05;
        double centre = !kernel && parameter.name().endsWith(".weight") ? 1 : 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (centre + spread * random.nextGaussian());
        }
        return values;
    }
}
