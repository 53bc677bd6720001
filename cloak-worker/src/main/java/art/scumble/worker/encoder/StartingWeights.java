package art.scumble.worker.encoder;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** What a training begins with. */
public final class StartingWeights {
    private static final double LAST_OF_BLOCK = 0.35;

    private StartingWeights() {}

    /**
     * He's initialisation (He et al., 2015), the last convolution of each block smaller, so that blocks start near
     * nothing; no biases.
     *
     * @param shapes of all parameters by name
     * @param last whether a kernel is a block's last
     * @param scale whether a vector scales a normalised channel, and begins with ones
     * @param seed the same one gives the same weights
     */
    public static Map<String, Weights.Tensor> random(
            Map<String, List<Integer>> shapes, Predicate<String> last, Predicate<String> scale, long seed) {
        Random random = new Random(seed);
        Map<String, Weights.Tensor> parameters = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
            if (shape.size() == 4) {
                double spread = Math.sqrt(2.0 * shape.getFirst() / values.length);
                double part = last.test(name) ? LAST_OF_BLOCK : 1;
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (random.nextGaussian() * spread * part);
                }
            } else if (scale.test(name)) {
                Arrays.fill(values, 1);
            }
            parameters.put(name, new Weights.Tensor(shape, values));
        });
        return parameters;
    }
}
