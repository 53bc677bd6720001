package art.scumble.worker.distillation;

import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.tensorflow.Deviations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How far the values of each of a teacher's channels spread, over many pictures. */
final class ChannelSpread {
    private final List<double[]> sums = new ArrayList<>();
    private final List<double[]> squares = new ArrayList<>();
    private final double[] counts = new double[TaeArchitecture.LATENTS + 1];

    ChannelSpread(TaeArchitecture teacher) {
        for (int part = 0; part < counts.length; part++) {
            sums.add(new double[teacher.width(part)]);
            squares.add(new double[teacher.width(part)]);
        }
    }

    /** Adds what all parts gave for a picture. */
    void add(List<float[]> parts) {
        for (int part = 0; part < parts.size(); part++) {
            float[] values = parts.get(part);
            int channels = sums.get(part).length;
            for (int i = 0; i < values.length; i++) {
                sums.get(part)[i % channels] += values[i];
                squares.get(part)[i % channels] += (double) values[i] * values[i];
            }
            counts[part] += values.length / (double) channels;
        }
    }

    /** A nearly dead channel counts a tenth of its part's mean: its errors would count infinitely. */
    Deviations deviations() {
        List<float[]> deviations = new ArrayList<>();
        for (int part = 0; part < counts.length; part++) {
            deviations.add(deviations(sums.get(part), squares.get(part), counts[part]));
        }
        return new Deviations(deviations);
    }

    private static float[] deviations(double[] sums, double[] squares, double count) {
        double[] deviation = new double[sums.length];
        for (int c = 0; c < deviation.length; c++) {
            double mean = sums[c] / count;
            deviation[c] = Math.sqrt(Math.max(0, squares[c] / count - mean * mean));
        }
        double floor = Arrays.stream(deviation).average().orElse(1) / 10;
        float[] kept = new float[deviation.length];
        for (int c = 0; c < kept.length; c++) {
            kept[c] = (float) Math.max(deviation[c], floor);
        }
        return kept;
    }
}
