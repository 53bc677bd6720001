package art.scumble.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;

/**
 * The one direction that all works of an artist are pushed into: at one angle from that which searches take in the mean of
 * public styles, towards where the artist's key says. All of an artist's works go one way, so that their mean moves; few
 * artists' ways are near each other, so that who has learnt to take off others' cloaks has learnt little of this one's.
 */
public final class ArtistPush {
    /** Of the angle to the mean, in every layer. */
    private static final double COSINE = 0.6;

    private static final double SINE = Math.sqrt(1 - COSINE * COSINE);
    /** Of a vector's length: less left of it is rounding. */
    private static final double LEAST = 1e-5;

    private ArtistPush() {}

    /**
     * The direction, as long as the mean in every layer. Beside the mean it is drawn evenly among all directions that the
     * styles span, by numbers that are the same for each layer and encoder.
     *
     * @param artist the same key gives the same direction, as long as the styles are the same
     * @param pushes those of single styles by their ids, each of them a vector for each layer of an encoder, of the
     *     same lengths
     * @return a vector for each layer; the mean where there is nothing beside it
     */
    public static List<float[]> of(PatternKey artist, SortedMap<String, List<float[]>> pushes) {
        double[] drawn = pushes.keySet().stream()
                .mapToDouble(style -> new Random(artist.seed(List.of("push", style))).nextGaussian())
                .toArray();
        List<float[]> directions = new ArrayList<>();
        int layers = pushes.isEmpty() ? 0 : pushes.firstEntry().getValue().size();
        for (int l = 0; l < layers; l++) {
            int layer = l;
            directions.add(direction(
                    pushes.values().stream()
                            .map(push -> doubles(push.get(layer)))
                            .toList(),
                    drawn));
        }
        return directions;
    }

    private static float[] direction(List<double[]> pushes, double[] drawn) {
        double[] mean = new double[pushes.getFirst().length];
        for (double[] push : pushes) {
            mean = plus(mean, push, 1.0 / pushes.size());
        }
        double length = length(mean);
        List<double[]> axes = new ArrayList<>();
        if (length > 0) {
            axes.add(times(mean, 1 / length));
        }
        double[] aside = new double[mean.length];
        for (int i = 0; i < drawn.length; i++) {
            double[] rest = pushes.get(i);
            for (double[] axis : axes) {
                rest = plus(rest, axis, -product(rest, axis));
            }
            double restLength = length(rest);
            if (restLength > LEAST * length(pushes.get(i))) {
                double[] axis = times(rest, 1 / restLength);
                axes.add(axis);
                aside = plus(aside, axis, drawn[i]);
            }
        }
        double asideLength = length(aside);
        return floats(asideLength > 0 ? plus(times(mean, COSINE), aside, SINE * length / asideLength) : mean);
    }

    private static double[] plus(double[] a, double[] b, double times) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + times * b[i]);
        return sum;
    }

    private static double[] times(double[] a, double factor) {
        return Arrays.stream(a).map(value -> factor * value).toArray();
    }

    private static double length(double[] a) {
        return Math.sqrt(product(a, a));
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    private static float[] floats(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }
}
