package art.scumble.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;

/**
 * The one direction that all works of an artist are pushed into: half way between that which searches take in the mean of
 * public styles, and one that is mixed from the single styles by the artist's key. All of an artist's works go one way, so
 * that their mean moves; no two artists' do, so that who has learnt to take off others' cloaks has not learnt this one's.
 */
public final class ArtistPush {
    /** Of the angle to the mean, in every layer. */
    private static final double COSINE = 0.6;

    private static final double SINE = Math.sqrt(1 - COSINE * COSINE);
    private static final double LEAST = 1e-6;

    private ArtistPush() {}

    /**
     * The direction, as long as the mean in every layer.
     *
     * @param artist the same key gives the same direction, as long as the styles are the same, and one like it if one is
     *     added
     * @param pushes those of single styles by their ids, each of them a vector for each layer of an encoder, of the
     *     same lengths
     * @return a vector for each layer; the mean where there is nothing else to mix
     */
    public static List<float[]> of(PatternKey artist, SortedMap<String, List<float[]>> pushes) {
        List<float[]> directions = new ArrayList<>();
        int layers = pushes.isEmpty() ? 0 : pushes.firstEntry().getValue().size();
        for (int layer = 0; layer < layers; layer++) {
            double[] mean = new double[pushes.firstEntry().getValue().get(layer).length];
            double[] mix = new double[mean.length];
            double weights = 0;
            for (var push : pushes.entrySet()) {
                double weight = new Random(artist.seed(List.of("push", push.getKey()))).nextGaussian();
                float[] vector = push.getValue().get(layer);
                weights += weight;
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += vector[i] / pushes.size();
                    mix[i] += weight * vector[i];
                }
            }
            directions.add(turned(mean, plus(mix, mean, -weights)));
        }
        return directions;
    }

    /** A vector, turned towards another. */
    private static float[] turned(double[] vector, double[] towards) {
        double length = Math.sqrt(product(vector, vector));
        double[] aside = length == 0 ? towards : plus(towards, vector, -product(vector, towards) / (length * length));
        double asideLength = Math.sqrt(product(aside, aside));
        boolean isTurned = asideLength > LEAST * length;
        float[] turned = new float[vector.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = (float) (isTurned ? COSINE * vector[i] + SINE * length / asideLength * aside[i] : vector[i]);
        }
        return turned;
    }

    private static double[] plus(double[] a, double[] b, double times) {
        double[] sum = new double[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + times * b[i];
        }
        return sum;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
