package art.scumble.evaluation.mimic;

import art.scumble.worker.encoder.StageStatistics;
import java.util.List;

/** What a mimic knows of a style. */
public record LearntStyle(StageStatistics statistics, Colours colours) {
    /** What it knows after several pictures: the mean of what it learnt from each. */
    public static LearntStyle of(List<LearntStyle> all) {
        double[] mean = new double[3];
        double[] deviation = new double[3];
        for (LearntStyle one : all) {
            for (int c = 0; c < 3; c++) {
                mean[c] += one.colours.mean()[c] / all.size();
                deviation[c] += one.colours.deviation()[c] / all.size();
            }
        }
        return new LearntStyle(
                StageStatistics.mean(all.stream().map(LearntStyle::statistics).toList()), new Colours(mean, deviation));
    }
}
