package art.scumble.worker.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a style is to the search: per-channel mean and standard deviation over the pixels, at each of an encoder's
 * layers.
 *
 * @param layers in the encoder's order
 */
public record StageStatistics(List<Layer> layers) {
    /**
     * One layer.
     *
     * @param name the layer
     * @param mean by channel
     * @param deviation by channel, as long as {@code mean}
     */
    public record Layer(String name, float[] mean, float[] deviation) {
        public Layer {
            if (mean.length == 0 || mean.length != deviation.length) {
                throw new IllegalArgumentException("layer " + name + " needs as many deviations as means, and some");
            }
        }
    }

    public StageStatistics {
        layers = List.copyOf(layers);
    }

    /** All layers of several statistics, one after another. */
    public static StageStatistics joined(List<StageStatistics> all) {
        return new StageStatistics(
                all.stream().flatMap(one -> one.layers.stream()).toList());
    }

    /** So many layers from one on. */
    StageStatistics part(int from, int count) {
        return new StageStatistics(layers.subList(from, from + count));
    }

    /** These and a multiple of others; what comes out are statistics of a picture that need not exist. */
    public StageStatistics plus(StageStatistics other, double times) {
        requireLayersOf(other);
        List<Layer> sum = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            Layer a = layers.get(l);
            Layer b = other.layers.get(l);
            sum.add(new Layer(a.name, plus(a.mean, b.mean, times), plus(a.deviation, b.deviation, times)));
        }
        return new StageStatistics(sum);
    }

    private static float[] plus(float[] a, float[] b, double times) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("statistics of different encoders");
        }
        float[] sum = new float[a.length];
        for (int c = 0; c < sum.length; c++) {
            sum[c] = (float) (a[c] + times * b[c]);
        }
        return sum;
    }

    /** The mean of some, at least one. */
    public static StageStatistics mean(List<StageStatistics> some) {
        StageStatistics mean = some.getFirst().plus(some.getFirst(), -1);
        for (StageStatistics one : some) {
            mean = mean.plus(one, 1.0 / some.size());
        }
        return mean;
    }

    private void requireLayersOf(StageStatistics other) {
        if (other.layers.size() != layers.size()) {
            throw new IllegalArgumentException("statistics of different encoders");
        }
    }

    /** A vector for each layer: the means, and then the deviations. */
    public List<float[]> vectors() {
        return layers.stream()
                .map(layer -> concatenated(layer.mean, layer.deviation))
                .toList();
    }

    private static float[] concatenated(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /**
     * These layers with other values.
     *
     * @param vectors as {@link #vectors} gives them, of the same lengths
     */
    public StageStatistics withVectors(List<float[]> vectors) {
        if (vectors.size() != layers.size()) {
            throw new IllegalArgumentException("statistics of different encoders");
        }
        List<Layer> others = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            float[] vector = vectors.get(l);
            int channels = layers.get(l).mean.length;
            if (vector.length != 2 * channels) {
                throw new IllegalArgumentException("statistics of different encoders");
            }
            others.add(new Layer(
                    layers.get(l).name,
                    Arrays.copyOf(vector, channels),
                    Arrays.copyOfRange(vector, channels, vector.length)));
        }
        return new StageStatistics(others);
    }

    /** Mean over channels of the squared differences of mean and of deviation, a value for each layer. */
    public double[] squaredDistance(StageStatistics other) {
        requireLayersOf(other);
        double[] distance = new double[layers.size()];
        for (int l = 0; l < distance.length; l++) {
            distance[l] = squaredDistance(layers.get(l), other.layers.get(l));
        }
        return distance;
    }

    private static double squaredDistance(Layer a, Layer b) {
        if (a.mean.length != b.mean.length) {
            throw new IllegalArgumentException("statistics of different encoders: layer " + a.name);
        }
        double sum = 0;
        for (int c = 0; c < a.mean.length; c++) {
            double mean = a.mean[c] - b.mean[c];
            double deviation = a.deviation[c] - b.deviation[c];
            sum += mean * mean + deviation * deviation;
        }
        return sum / a.mean.length;
    }
}
