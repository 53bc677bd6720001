package art.scumble.evaluation.score;

import art.scumble.evaluation.mimic.Contents;
import art.scumble.evaluation.mimic.TrainedMimic;
import art.scumble.evaluation.picture.Work;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/** What a mimic that trains loses of artists' sets, as judges see it whose networks it does not have. */
final class TrainedMimicScorer {
    /** The mimic's name in figures. */
    static final String NAME = "denoiser";

    private static final double[] PARTS = {1};
    private static final int ORDERS = 2;

    private final TrainedMimic mimic;
    private final List<Judge> judges;
    private final Sets sets;
    private final PaintingsFolder folder;
    private final List<RgbImage> contents = Contents.all();
    /** By artist. */
    private final Map<String, Paintings> fromOriginals = new LinkedHashMap<>();

    private final Paintings untaught;

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
    TrainedMimicScorer(TrainedMimic mimic, List<Judge> judges, List<Work> works, PaintingsFolder folder)
            throws IOException {
        this.mimic = mimic;
        this.judges = List.copyOf(judges);
        this.sets = new Sets(works);
        this.folder = folder;
        this.untaught = paintings("untaught", order -> mimic.forget());
        for (String artist : sets.artists()) {
            fromOriginals.put(
                    artist,
                    paintings(
                            "original " + artist,
                            sets.indices(artist).stream()
                                    .map(index -> Work.image(works.get(index).picture()))
                                    .toList()));
        }
    }

    private Paintings paintings(String name, List<RgbImage> works) throws IOException {
        return paintings(name, order -> mimic.learn(works, order));
    }

    /** What it paints after it was prepared for each order of training. */
    private Paintings paintings(String name, IntConsumer prepare) throws IOException {
        List<RgbImage> first = new ArrayList<>();
        Map<String, List<List<StageStatistics>>> byJudge = new HashMap<>();
        for (int order = 1; order <= ORDERS; order++) {
            prepare.accept(order);
            for (int content = 0; content < contents.size(); content++) {
                List<RgbImage> painted = mimic.paint(contents.get(content), (long) order * contents.size() + content);
                first.add(painted.getFirst());
                for (Judge judge : judges) {
                    byJudge.computeIfAbsent(judge.name(), key -> new ArrayList<>())
                            .add(painted.stream().map(judge::see).toList());
                }
            }
        }
        folder.show(name, first);
        return new Paintings(byJudge);
    }

    /** What is lost of an artist's set; the strangers are the other artists with sets. */
    void score(String setting, String artist, List<Variants> variants, Map<String, Double> figures) throws IOException {
        Paintings original = Objects.requireNonNull(fromOriginals.get(artist));
        List<Paintings> strangers = fromOriginals.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(artist))
                .map(Map.Entry::getValue)
                .toList();
        for (double part : PARTS) {
            Map<String, Paintings> changed = new LinkedHashMap<>();
            for (String variant : List.of("cloaked", "shifted")) {
                String name = String.join(" ", setting, Sets.label(part), variant, artist);
                changed.put(variant, paintings(name, Sets.partly(variants, part, variant)));
            }
            for (Judge judge : judges) {
                Figures own = new Figures(judge, sets.indices(artist), Sets.label(part), original, figures);
                double[] strange = mean(strangers.stream()
                        .map(stranger -> stranger.distances(judge, sets.indices(artist)))
                        .toList());
                own.moved("stranger", strange);
                own.moved("untaught", untaught.distances(judge, sets.indices(artist)));
                own.recognised("original", original);
                changed.forEach((variant, paintings) -> {
                    own.moved(variant, paintings.distances(judge, sets.indices(artist)));
                    own.lost(variant, paintings, strange);
                    own.recognised(variant, paintings);
                });
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

    /** One judge's figures of one set. */
    private record Figures(
            Judge judge, List<Integer> real, String label, Paintings original, Map<String, Double> figures) {
        void moved(String variant, double[] distances) {
            put("moved", variant, Estimate.moved(distances, original.distances(judge, real)));
        }

        void lost(String variant, Paintings paintings, double[] strange) {
            double[] distances = paintings.distances(judge, real);
            put("lost", variant, Estimate.part(distances, original.distances(judge, real), strange));
        }

        void recognised(String variant, Paintings paintings) {
            figures.put(key("recognised", variant), paintings.recognised(judge, real));
        }

        private void put(String what, String variant, Estimate estimate) {
            figures.put(key(what, variant), estimate.value());
            figures.put(key(what + "-error", variant), estimate.error());
        }

        private String key(String what, String variant) {
            return String.join("/", what, NAME, judge.name(), label, variant);
        }
    }
}
