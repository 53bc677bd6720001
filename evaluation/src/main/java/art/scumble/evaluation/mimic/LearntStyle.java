package art.scumble.evaluation.mimic;

import art.scumble.worker.encoder.StageStatistics;
import java.util.ArrayList;
import java.util.List;

/** What a mimic knows of a style. */
public record LearntStyle(StageStatistics statistics, Colours colours) {
    /** What it knows after several pictures: the mean of what it learnt from each. */
    public static LearntStyle of(List<LearntStyle> all) {
        List<StageStatistics.Layer> layers = new ArrayList<>();
        for (int l = 0; l < all.getFirst().statistics.layers().size(); l++) {
            int layer = l;
            List<StageStatistics.Layer> ones =
                    all.stream().map(one -> one.statistics.layers().get(layer)).toList();
            layers.add(new StageStatistics.Layer(
                    ones.getFirst().name(),
                    mean(ones.stream().map(StageStatistics.Layer::mean).toList()),
                    mean(ones.stream().map(StageStatistics.Layer::deviation).toList())));
        }
        double[] mean = new double[3];
        double[] deviation = new double[3];
        for (LearntStyle one : all) {
            for (int c = 0; c < 3; c++) {
                mean[c] += one.colours.mean()[c] / all.size();
                deviation[c] += one.colours.deviation()[c] / all.size();
            }
        }
        return new LearntStyle(new StageStatistics(layers), new Colours(mean, deviation));
    }

    private static float[] mean(List<float[]> vectors) {
        float[] mean = new float[vectors.getFirst().length];
        for (float[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        return mean;
    }
}
