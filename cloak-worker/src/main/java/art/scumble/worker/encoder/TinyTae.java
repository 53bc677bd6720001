package art.scumble.worker.encoder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes a narrow TAE encoder with random weights, so that the whole pipeline can be tested where no trained encoder
 * is at hand. A cloak computed on it is real, and worthless.
 */
public final class TinyTae {
    /** 4 to 12 channels, 4 latents, with the normalised branch, so that every kind of layer is there. */
    public static final TaeArchitecture ARCHITECTURE = new TaeArchitecture(List.of(4, 8, 8, 12), 4, 16);

    private TinyTae() {}

    /** Arguments: the file to write, the seed. */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), ARCHITECTURE, Long.parseLong(args[1]));
    }

    /** Writes the file; the same seed gives the same bytes. */
    public static void write(Path file, TaeArchitecture architecture, long seed) throws IOException {
        Random random = new Random(seed);
        Map<String, Weights.Tensor> tensors = new LinkedHashMap<>();
        for (TaeArchitecture.Parameter parameter : architecture.parameters()) {
            tensors.put(parameter.name(), random(parameter, random));
        }
        WeightsFile.write(file, tensors, WeightsFile.Type.F32);
    }

    /** He's initialisation for convolutions (He et al., 2015), ones and small biases elsewhere. */
    private static Weights.Tensor random(TaeArchitecture.Parameter parameter, Random random) {
        float[] values = new float[parameter.shape().stream().reduce(1, Math::multiplyExact)];
        boolean kernel = parameter.shape().size() == 4;
        double spread = kernel ? Math.sqrt(2.0 * parameter.shape().getFirst() / values.length) : 0.05;
        double centre = parameter.name().endsWith(".pool.1.weight") ? 1 : 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (centre + spread * random.nextGaussian());
        }
        return new Weights.Tensor(parameter.shape(), values);
    }
}
