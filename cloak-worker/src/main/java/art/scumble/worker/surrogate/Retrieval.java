package art.scumble.worker.surrogate;

import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.WorkingSize;
import art.scumble.worker.distillation.Crop;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Whether a tile of a picture is known by an encoder's statistics: the part of tiles whose nearest other tile is of the
 * same picture. Tiles of a picture have no pixel in common.
 */
final class Retrieval {
    private static final int LONGEST_SIDE = 448;
    private static final int TILE = 96;
    private static final long SEED = 15;

    /** A tile as it is, the same recoloured and worn, and the picture that it is of. */
    private record Tile(RgbImage plain, RgbImage worn, int picture) {}

    /**
     * Rates.
     *
     * @param plain of tiles as they are
     * @param worn of recoloured and worn tiles among those that are as they are
     */
    record Rates(double plain, double worn) {}

    private final List<Tile> tiles = new ArrayList<>();

    Retrieval(List<Picture> pictures) {
        Random random = new Random(SEED);
        for (int i = 0; i < pictures.size(); i++) {
            RgbImage whole = WorkingSize.of(pictures.get(i), LONGEST_SIDE).of(pictures.get(i));
            for (int top = 0; top + TILE <= whole.height(); top += TILE) {
                for (int left = 0; left + TILE <= whole.width(); left += TILE) {
                    RgbImage plain = cut(whole, left, top);
                    float[] values = plain.values().clone();
                    Crop.recolour(values, random);
                    tiles.add(new Tile(plain, View.worn(new RgbImage(TILE, TILE, values), random), i));
                }
            }
        }
    }

    private static RgbImage cut(RgbImage whole, int left, int top) {
        float[] values = new float[3 * TILE * TILE];
        for (int y = 0; y < TILE; y++) {
            int from = 3 * ((top + y) * whole.width() + left);
            System.arraycopy(whole.values(), from, values, 3 * y * TILE, 3 * TILE);
        }
        return new RgbImage(TILE, TILE, values);
    }

    int tiles() {
        return tiles.size();
    }

    /** What guessing comes to. */
    double chance() {
        double sum = 0;
        for (Tile tile : tiles) {
            long same = tiles.stream()
                    .filter(other -> other.picture == tile.picture)
                    .count();
            sum += (same - 1.0) / (tiles.size() - 1);
        }
        return sum / tiles.size();
    }

    Rates of(Encoder encoder) {
        List<float[]> plain = tiles.stream()
                .map(tile -> joined(encoder.statistics(tile.plain)))
                .toList();
        List<float[]> worn = tiles.stream()
                .map(tile -> joined(encoder.statistics(tile.worn)))
                .toList();
        double[][] moments = moments(plain);
        List<double[]> known = plain.stream().map(own -> unit(own, moments)).toList();
        return new Rates(
                rate(known, known),
                rate(worn.stream().map(own -> unit(own, moments)).toList(), known));
    }

    private static float[] joined(StageStatistics statistics) {
        int length = statistics.layers().stream()
                .mapToInt(layer -> 2 * layer.mean().length)
                .sum();
        float[] joined = new float[length];
        int at = 0;
        for (StageStatistics.Layer layer : statistics.layers()) {
            int channels = layer.mean().length;
            System.arraycopy(layer.mean(), 0, joined, at, channels);
            System.arraycopy(layer.deviation(), 0, joined, at + channels, channels);
            at += 2 * channels;
        }
        return joined;
    }

    /** Mean and deviation of each value over all tiles. */
    private static double[][] moments(List<float[]> all) {
        int length = all.getFirst().length;
        double[][] moments = new double[2][length];
        for (int i = 0; i < length; i++) {
            int value = i;
            double mean = all.stream().mapToDouble(one -> one[value]).average().orElse(0);
            moments[0][i] = mean;
            moments[1][i] = Math.sqrt(all.stream()
                    .mapToDouble(one -> Math.pow(one[value] - mean, 2))
                    .average()
                    .orElse(0));
        }
        return moments;
    }

    /** In deviations from the mean, of length 1; what is the same everywhere says nothing. */
    private static double[] unit(float[] values, double[][] moments) {
        double[] unit = new double[values.length];
        double squares = 0;
        for (int i = 0; i < unit.length; i++) {
            unit[i] = moments[1][i] > 1e-6 ? (values[i] - moments[0][i]) / moments[1][i] : 0;
            squares += unit[i] * unit[i];
        }
        for (int i = 0; i < unit.length; i++) {
            unit[i] /= Math.sqrt(Math.max(squares, 1e-12));
        }
        return unit;
    }

    private double rate(List<double[]> asked, List<double[]> known) {
        int right = 0;
        for (int tile = 0; tile < asked.size(); tile++) {
            int nearest = -1;
            double best = Double.NEGATIVE_INFINITY;
            for (int other = 0; other < known.size(); other++) {
                double cosine = cosine(asked.get(tile), known.get(other));
                if (other != tile && cosine > best) {
                    best = cosine;
                    nearest = other;
                }
            }
            if (tiles.get(nearest).picture == tiles.get(tile).picture) {
                right++;
            }
        }
        return right / (double) asked.size();
    }

    private static double cosine(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
