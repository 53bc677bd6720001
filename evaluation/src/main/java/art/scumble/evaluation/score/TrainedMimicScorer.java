package art.scumble.evaluation.score;

import art.scumble.evaluation.mimic.Contents;
import art.scumble.evaluation.mimic.TrainedMimic;
import art.scumble.evaluation.picture.Work;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a mimic that trains loses of artists' sets, as judges see it whose networks it does not have. */
final class TrainedMimicScorer {
    /** The mimic's name in figures. */
    static final String NAME = "denoiser";

    private static final double[] PARTS = {1};
    private static final int TUNINGS = 2;

    private final TrainedMimic mimic;
    private final List<Judge> judges;
    private final Sets sets;
    private final List<RgbImage> contents = Contents.all();
    /** By artist. */
    private final Map<String, Paintings> fromOriginals = new LinkedHashMap<>();

    /**
     * What the judges see of paintings, by judge, in groups that differ in the order of training or in the content, and
     * within each by the noise.
     */
    private record Paintings(Map<String, List<List<StageStatistics>>> byJudge) {
        List<List<StageStatistics>> by(Judge judge) {
            return Objects.requireNonNull(byJudge.get(judge.name()));
        }

        /** Mean distance from works, by group. */
        double[] distances(Judge judge, List<Integer> works) {
            return by(judge).stream()
                    .mapToDouble(group -> group.stream()
                            .mapToDouble(seen -> judge.distance(seen, works))
                            .average()
                            .orElseThrow())
                    .toArray();
        }

        /** How often the nearest of all works is one of these. */
        double recognised(Judge judge, List<Integer> works) {
            return by(judge).stream()
                    .flatMap(List::stream)
                    .mapToDouble(seen -> works.contains(judge.nearest(seen)) ? 1 : 0)
                    .average()
                    .orElseThrow();
        }
    }

    /** Has it learn from, and paint from, all sets' originals. */
    TrainedMimicScorer(TrainedMimic mimic, List<Judge> judges, List<Work> works) {
        this.mimic = mimic;
        this.judges = List.copyOf(judges);
        this.sets = new Sets(works);
        for (String artist : sets.artists()) {
            fromOriginals.put(
                    artist,
                    paintings(sets.indices(artist).stream()
                            .map(index -> Work.image(works.get(index).picture()))
                            .toList()));
        }
    }

    private Paintings paintings(List<RgbImage> works) {
        Map<String, List<List<StageStatistics>>> byJudge = new HashMap<>();
        for (int tuning = 1; tuning <= TUNINGS; tuning++) {
            mimic.learn(works, tuning);
            for (RgbImage content : contents) {
                List<RgbImage> painted = mimic.paint(content);
                for (Judge judge : judges) {
                    byJudge.computeIfAbsent(judge.name(), key -> new ArrayList<>())
                            .add(painted.stream().map(judge::see).toList());
                }
            }
        }
        return new Paintings(byJudge);
    }

    /** What is lost of an artist's set; the strangers are the other artists with sets. */
    void score(String artist, List<Variants> variants, Map<String, Double> figures) {
        Paintings original = Objects.requireNonNull(fromOriginals.get(artist));
        List<Paintings> strangers = fromOriginals.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(artist))
                .map(Map.Entry::getValue)
                .toList();
        for (double part : PARTS) {
            for (String variant : List.of("cloaked", "shifted")) {
                Paintings changed = paintings(Sets.partly(variants, part, variant));
                for (Judge judge : judges) {
                    List<Integer> real = sets.indices(artist);
                    String key = NAME + "/" + judge.name() + "/" + Sets.label(part);
                    Lost lost = Lost.of(
                            changed.distances(judge, real),
                            original.distances(judge, real),
                            mean(strangers.stream()
                                    .map(stranger -> stranger.distances(judge, real))
                                    .toList()));
                    figures.put("lost/" + key + "/" + variant, lost.value());
                    figures.put("error/" + key + "/" + variant, lost.error());
                    figures.put("way/" + key, lost.way());
                    figures.put("error/" + key + "/way", lost.wayError());
                    figures.put("recognised/" + key + "/original", original.recognised(judge, real));
                    figures.put("recognised/" + key + "/" + variant, changed.recognised(judge, real));
                }
            }
        }
    }

    private static double[] mean(List<double[]> all) {
        double[] mean = new double[all.getFirst().length];
        for (double[] one : all) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += one[i] / all.size();
            }
        }
        return mean;
    }
}
