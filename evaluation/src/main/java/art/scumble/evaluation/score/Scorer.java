package art.scumble.evaluation.score;

import art.scumble.contract.PermanentFailure;
import art.scumble.evaluation.mimic.Contents;
import art.scumble.evaluation.mimic.LearntStyle;
import art.scumble.evaluation.mimic.StatisticsMimic;
import art.scumble.evaluation.picture.Damage;
import art.scumble.evaluation.picture.Work;
import art.scumble.evaluation.remover.Remover;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.ContrastDifference;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.Protection;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.tensorflow.Autoencoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cloaks artworks, and measures what came of it. */
public final class Scorer {
    private static final int LESSONS_OF_WORK = 2;
    private static final int LEAST_SET = 3;
    private static final double[] PARTS = {0.25, 0.5, 1};

    private final List<Work> works;
    private final List<Treatment> treatments;
    private final List<RgbImage> contents = Contents.all();
    private final List<Judge> judges = new ArrayList<>();
    private final List<StatisticsMimic> mimics = new ArrayList<>();
    private Optional<Remover> remover = Optional.empty();
    /** By mimic, work and content: what the judges see of its painting from the original. */
    private final Map<String, Map<String, StageStatistics>> fromOriginals = new HashMap<>();

    /**
     * Measures with these.
     *
     * @param works all that the judges know, also those that are not scored
     */
    public Scorer(List<Work> works, List<Damage> damages, Autoencoder autoencoder) {
        this.works = List.copyOf(works);
        this.treatments = damages.stream()
                .map(damage -> Treatment.of(damage, autoencoder))
                .toList();
    }

    /** Another network to measure on. */
    public Judge judge(Encoder network) {
        Judge judge = Judge.of(
                network, works.stream().map(work -> Work.image(work.picture())).toList());
        judges.add(judge);
        return judge;
    }

    /** Another mimic, who paints by what this judge's network sees and is judged by the others, all of whom are known. */
    public void mimic(Judge by, int steps) {
        StatisticsMimic mimic = new StatisticsMimic(by.network(), by.unit(), steps);
        mimics.add(mimic);
        for (int w = 0; w < works.size(); w++) {
            for (int c = 0; c < contents.size(); c++) {
                LearntStyle style = mimic.learn(Work.image(works.get(w).picture()));
                RgbImage painting = mimic.paint(contents.get(c), style);
                fromOriginals.put(mimic.name() + w + "/" + c, seen(mimic, painting));
            }
        }
    }

    /**
     * What a remover is to learn from: the works that count as trained on, each cloaked with other keys and towards
     * others than when it is scored.
     */
    public List<Remover.Lesson> lessons(Setting setting) {
        List<Remover.Lesson> lessons = new ArrayList<>();
        for (int index = 0; index < works.size(); index++) {
            for (int key = 1; key <= LESSONS_OF_WORK && isKnownToRemovers(works.get(index)); key++) {
                Variants variants = variants(setting, index, (index + key * works.size() / 3) % works.size(), -key);
                lessons.add(new Remover.Lesson(variants.get("original"), variants.get("cloaked")));
            }
        }
        return lessons;
    }

    /** From now on all works that it did not learn from are attacked by this one too. */
    public void attackBy(Remover taught) {
        remover = Optional.of(taught);
    }

    private static boolean isKnownToRemovers(Work work) {
        return work.role() == Work.Role.TRAINED;
    }

    private List<Treatment> treatments(Work work) {
        return Stream.concat(
                        treatments.stream(),
                        remover.filter(known -> !isKnownToRemovers(work)).map(Treatment::of).stream())
                .toList();
    }

    /** All figures of one work, cloaked in one way; the same ones whatever else is measured. */
    public Score score(Setting setting, int index) {
        Work work = works.get(index);
        Map<String, Double> figures = new TreeMap<>();
        long start = System.nanoTime();
        Cloaker cloaker = setting.cloaker();
        StageStatistics own = cloaker.style(work.picture());
        StageStatistics assigned = cloaker.style(works.get(assigned(index)).picture());
        Picture cloaked;
        try {
            cloaked = cloaker.cloak(work.picture(), own, assigned, setting.limits(), index);
        } catch (PermanentFailure e) {
            figures.put("refused", 1.0);
            return new Score(setting.name(), work.name(), work.family(), work.role(), figures);
        }
        figures.put("seconds", (System.nanoTime() - start) / 1e9);
        Protection protection = cloaker.measure(work.picture(), cloaked, own, assigned);
        figures.put("refused", isRefused(protection) ? 1.0 : 0);
        figures.put("visibility/deltaE", protection.meanDeltaE());
        figures.put("visibility/deltaE-p95", protection.p95DeltaE());
        figures.put("visibility/ssim", protection.ssim());
        figures.put("visibility/contrast", ContrastDifference.between(work.picture(), cloaked));
        figures.put("effect/search/plain/cloaked", protection.effect().displacement());
        figures.put("effect/search/plain/shifted", protection.effect().shiftedDisplacement());
        Variants variants = new Variants(work.picture(), cloaked, index);
        if (!isKnownToRemovers(work)) {
            remover.ifPresent(taught -> List.of("original", "cloaked")
                    .forEach(variant -> figures.put("suspicion/" + variant, taught.suspicion(variants.get(variant)))));
        }
        judges.forEach(judge -> effects(judge, index, variants, figures));
        mimics.forEach(mimic -> losses(mimic, index, variants, figures));
        return new Score(setting.name(), work.name(), work.family(), work.role(), figures);
    }

    private static boolean isRefused(Protection protection) {
        try {
            Cloaker.requireEffect(protection.effect());
            return false;
        } catch (PermanentFailure e) {
            return true;
        }
    }

    /** A distant style of somebody else, by the first judge: three quarters of the others are nearer. */
    private int assigned(int index) {
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < works.size(); i++) {
            if (!works.get(i).artist().equals(works.get(index).artist())) {
                others.add(i);
            }
        }
        Judge judge = judges.getFirst();
        others.sort(Comparator.comparingDouble(other -> judge.distance(judge.work(index), judge.work(other))));
        return others.get(others.size() * 3 / 4);
    }

    private void effects(Judge judge, int index, Variants variants, Map<String, Double> figures) {
        for (Treatment treatment : treatments(works.get(index))) {
            StageStatistics clean = judge.see(variants.get("original", treatment));
            List<String> controls =
                    treatment.isPlain() ? List.of("cloaked", "shifted", "noise") : List.of("cloaked", "shifted");
            for (String variant : controls) {
                StageStatistics seen = judge.see(variants.get(variant, treatment));
                figures.put(
                        "effect/" + judge.name() + "/" + treatment.label() + "/" + variant,
                        judge.distance(seen, clean));
                if (treatment.isPlain()) {
                    StageStatistics target = judge.work(assigned(index));
                    double way = judge.distance(clean, target);
                    figures.put("approach/" + judge.name() + "/" + variant, (way - judge.distance(seen, target)) / way);
                }
            }
        }
    }

    private void losses(StatisticsMimic mimic, int index, Variants variants, Map<String, Double> figures) {
        for (Treatment treatment : treatments(works.get(index))) {
            if (treatment.mimicked()) {
                // One content for all but the plain picture, since each painting is a search of its own.
                int count = treatment.isPlain() ? contents.size() : 1;
                for (int content = 0; content < count; content++) {
                    Round round = new Round(mimic, List.of(index), treatment.label(), content, 1.0 / count, figures);
                    Map<String, StageStatistics> original = treatment.isPlain()
                            ? fromOriginal(mimic, index, content)
                            : round.painting(mimic.learn(variants.get("original", treatment)));
                    round.recognised("original", original);
                    for (String variant : List.of("cloaked", "shifted")) {
                        round.judge(variant, original, mimic.learn(variants.get(variant, treatment)));
                    }
                }
            }
        }
    }

    /** Artists with several works, of whom mimics learn one style from all of these, more or fewer of them cloaked. */
    public List<String> artistsWithSets() {
        return works.stream()
                .map(Work::artist)
                .distinct()
                .filter(artist -> indices(artist).size() >= LEAST_SET)
                .toList();
    }

    /** What stands in a set's score in the place of a work's name. */
    public static String nameOfSet(String artist) {
        return "all works of " + artist;
    }

    private List<Integer> indices(String artist) {
        return IntStream.range(0, works.size())
                .filter(index -> works.get(index).artist().equals(artist))
                .boxed()
                .toList();
    }

    /** What is lost of an artist's style when mimics learn it from all works, as a part of which they are cloaked. */
    public Score scoreSet(Setting setting, String artist) {
        List<Integer> set = indices(artist);
        List<Variants> variants = set.stream()
                .map(index -> variants(setting, index, assigned(index), index))
                .toList();
        Map<String, Double> figures = new TreeMap<>();
        for (StatisticsMimic mimic : mimics) {
            for (double part : PARTS) {
                for (int content = 0; content < contents.size(); content++) {
                    String label = "set-%.0f".formatted(100 * part);
                    Round round = new Round(mimic, set, label, content, 1.0 / contents.size(), figures);
                    Map<String, StageStatistics> original = round.painting(learnt(mimic, variants, 0, "original"));
                    round.recognised("original", original);
                    for (String variant : List.of("cloaked", "shifted")) {
                        round.judge(variant, original, learnt(mimic, variants, part, variant));
                    }
                }
            }
        }
        return new Score(
                setting.name(), nameOfSet(artist), works.get(set.getFirst()).family(), Work.Role.SET, figures);
    }

    /** A work in all its forms; where it can't be cloaked, all of them are the original. */
    private Variants variants(Setting setting, int index, int towards, long seed) {
        Picture source = works.get(index).picture();
        Cloaker cloaker = setting.cloaker();
        StageStatistics assigned = cloaker.style(works.get(towards).picture());
        try {
            return new Variants(
                    source, cloaker.cloak(source, cloaker.style(source), assigned, setting.limits(), seed), seed);
        } catch (PermanentFailure e) {
            return new Variants(source, source, seed);
        }
    }

    private static LearntStyle learnt(StatisticsMimic mimic, List<Variants> set, double part, String variant) {
        long changed = Math.round(part * set.size());
        return LearntStyle.of(IntStream.range(0, set.size())
                .mapToObj(i -> mimic.learn(set.get(i).get(i < changed ? variant : "original")))
                .toList());
    }

    /** What each judge sees of a painting. */
    private Map<String, StageStatistics> seen(StatisticsMimic mimic, RgbImage painting) {
        Map<String, StageStatistics> seen = new HashMap<>();
        for (Judge judge : judges) {
            if (!judge.name().equals(mimic.name())) {
                seen.put(judge.name(), judge.see(painting));
            }
        }
        return seen;
    }

    private Map<String, StageStatistics> fromOriginal(StatisticsMimic mimic, int work, int content) {
        return fromOriginals.getOrDefault(mimic.name() + work + "/" + content, Map.of());
    }

    /** A mimic paints one content in the style of one work or a set; its share goes into figures that are means over contents. */
    private final class Round {
        private final StatisticsMimic mimic;
        private final List<Integer> real;
        private final String label;
        private final int content;
        private final double share;
        private final Map<String, Double> figures;

        Round(
                StatisticsMimic mimic,
                List<Integer> real,
                String label,
                int content,
                double share,
                Map<String, Double> figures) {
            this.mimic = mimic;
            this.real = real;
            this.label = label;
            this.content = content;
            this.share = share;
            this.figures = figures;
        }

        Map<String, StageStatistics> painting(LearntStyle style) {
            return seen(mimic, mimic.paint(contents.get(content), style));
        }

        void judge(String variant, Map<String, StageStatistics> original, LearntStyle style) {
            Map<String, StageStatistics> painting = painting(style);
            recognised(variant, painting);
            lost(variant, original, painting);
        }

        /** How far the painting went from that of the original to that of a stranger's work, seen from the original. */
        private void lost(
                String variant, Map<String, StageStatistics> original, Map<String, StageStatistics> painting) {
            String artist = works.get(real.getFirst()).artist();
            for (Judge judge : judges) {
                if (painting.containsKey(judge.name())) {
                    double best = distance(judge, original);
                    double strange = IntStream.range(0, works.size())
                            .filter(other -> !works.get(other).artist().equals(artist))
                            .mapToDouble(other -> distance(judge, fromOriginal(mimic, other, content)))
                            .average()
                            .orElseThrow();
                    add("lost", judge, variant, (distance(judge, painting) - best) / (strange - best));
                }
            }
        }

        private double distance(Judge judge, Map<String, StageStatistics> painting) {
            StageStatistics seen = Objects.requireNonNull(painting.get(judge.name()));
            return real.stream()
                    .mapToDouble(index -> judge.distance(seen, judge.work(index)))
                    .average()
                    .orElseThrow();
        }

        void recognised(String variant, Map<String, StageStatistics> painting) {
            for (Judge judge : judges) {
                StageStatistics seen = painting.get(judge.name());
                if (seen != null) {
                    add("recognised", judge, variant, real.contains(judge.nearest(seen)) ? 1 : 0);
                }
            }
        }

        private void add(String what, Judge judge, String variant, double value) {
            String key = what + "/" + mimic.name() + "/" + judge.name() + "/" + label + "/" + variant;
            figures.merge(key, share * value, Double::sum);
        }
    }
}
