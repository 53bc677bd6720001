package art.scumble.evaluation.score;

import art.scumble.contract.PermanentFailure;
import art.scumble.evaluation.mimic.StatisticsMimic;
import art.scumble.evaluation.mimic.TrainedMimic;
import art.scumble.evaluation.picture.Damage;
import art.scumble.evaluation.picture.Work;
import art.scumble.evaluation.remover.Remover;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.ColourDifference;
import art.scumble.worker.cloaking.ContrastDifference;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.Protection;
import art.scumble.worker.cloaking.StructuralSimilarity;
import art.scumble.worker.cloaking.Target;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.tensorflow.Autoencoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Cloaks artworks, and measures what came of it. */
public final class Scorer {
    private static final int LESSONS_OF_WORK = 2;
    /** The key that scored works are cloaked with; that of lessons is another. */
    private static final int SCORED = 0;

    private final List<Work> works;
    private final Sets sets;
    private final List<Treatment> treatments;
    private final List<Judge> judges = new ArrayList<>();
    private final List<MimicScorer> mimics = new ArrayList<>();
    private Optional<TrainedMimicScorer> trained = Optional.empty();
    private final Map<Cloaker, Pushes> pushes = new HashMap<>();
    private Optional<Remover> remover = Optional.empty();

    /**
     * Measures with these.
     *
     * @param works all that the judges know, also those that are not scored
     */
    public Scorer(List<Work> works, List<Damage> damages, Autoencoder autoencoder) {
        this.works = List.copyOf(works);
        this.sets = new Sets(works);
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
        mimics.add(new MimicScorer(new StatisticsMimic(by.network(), by.unit(), steps), judges, works));
    }

    /** What a mimic that trains is to know of pictures: the works of artists without a set. */
    public List<RgbImage> worksWithoutSets() {
        return sets.others();
    }

    /**
     * A mimic that learns artists' sets from now on too, and is judged by these.
     *
     * @param shown a folder for pictures of what it paints
     */
    public void mimic(TrainedMimic mimic, List<Judge> foreign, Path shown) throws IOException {
        trained = Optional.of(new TrainedMimicScorer(mimic, foreign, works, new PaintingsFolder(shown)));
    }

    /**
     * What a remover is to learn from: the works that count as trained on, each cloaked with other keys and towards
     * others than when it is scored.
     */
    public List<Remover.Lesson> lessons(Setting setting) {
        List<Remover.Lesson> lessons = new ArrayList<>();
        for (int index = 0; index < works.size(); index++) {
            for (int key = 1; key <= LESSONS_OF_WORK && isKnownToRemovers(works.get(index)); key++) {
                Variants variants = variants(setting, index, distant(index, key / (LESSONS_OF_WORK + 1.0)), key);
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
        Cloaker cloaker = setting.cloaker();
        Pushes known = pushes(setting);
        long start = System.nanoTime();
        StageStatistics own = cloaker.style(work.picture());
        StageStatistics assigned = cloaker.style(works.get(assigned(index)).picture());
        Picture cloaked;
        try {
            Target target = known.target(work.artist(), assigned, SCORED);
            cloaked = cloaker.cloak(work.picture(), own, target, setting.limits(), index);
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
        setting.baseline().ifPresent(search -> {
            Picture other = works.get(assigned(index)).picture();
            Picture found = search.asVisibleAs(cloaked, work.picture(), other);
            figures.put(
                    "visibility/baseline-deltaE",
                    ColourDifference.between(work.picture(), found).mean());
            figures.put("visibility/baseline-ssim", StructuralSimilarity.between(work.picture(), found));
            variants.add(found);
        });
        if (!isKnownToRemovers(work)) {
            remover.ifPresent(taught -> List.of("original", "cloaked")
                    .forEach(variant -> figures.put("suspicion/" + variant, taught.suspicion(variants.get(variant)))));
        }
        judges.forEach(judge -> effects(judge, index, variants, figures));
        mimics.forEach(mimic -> mimic.score(index, variants, treatments(work), figures));
        return new Score(setting.name(), work.name(), work.family(), work.role(), figures);
    }

    private Pushes pushes(Setting setting) {
        return pushes.computeIfAbsent(setting.cloaker(), cloaker -> new Pushes(cloaker, works, this::assigned));
    }

    private static boolean isRefused(Protection protection) {
        try {
            Cloaker.requireEffect(protection.effect());
            return false;
        } catch (PermanentFailure e) {
            return true;
        }
    }

    /** A distant style of somebody else: three quarters of the others are nearer. */
    private int assigned(int index) {
        return distant(index, 0.75);
    }

    /** A work of somebody else, by the first judge: this part of the others' are nearer. */
    private int distant(int index, double nearer) {
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < works.size(); i++) {
            if (!works.get(i).artist().equals(works.get(index).artist())) {
                others.add(i);
            }
        }
        Judge judge = judges.getFirst();
        others.sort(Comparator.comparingDouble(other -> judge.distance(judge.work(index), judge.work(other))));
        return others.get((int) (others.size() * nearer));
    }

    private void effects(Judge judge, int index, Variants variants, Map<String, Double> figures) {
        for (Treatment treatment : treatments(works.get(index))) {
            StageStatistics clean = judge.see(variants.get("original", treatment));
            for (String variant : variants.changed(treatment)) {
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

    /** Artists with several works. */
    public List<String> artistsWithSets() {
        return sets.artists();
    }

    /** What is lost of an artist's style when mimics learn it from all works, as a part of which they are cloaked. */
    public Score scoreSet(Setting setting, String artist) throws IOException {
        List<Integer> set = sets.indices(artist);
        List<Variants> variants = set.stream()
                .map(index -> variants(setting, index, assigned(index), SCORED))
                .toList();
        Map<String, Double> figures = new TreeMap<>();
        judges.forEach(judge -> SetMoves.measure(judge, variants, figures));
        mimics.forEach(mimic -> mimic.scoreSet(set, variants, figures));
        if (trained.isPresent()) {
            trained.get().score(setting.name(), artist, variants, figures);
        }
        return new Score(
                setting.name(), Sets.nameOf(artist), works.get(set.getFirst()).family(), Work.Role.SET, figures);
    }

    /** A work in all its forms; where it can't be cloaked, all of them are the original. */
    private Variants variants(Setting setting, int index, int towards, int key) {
        Picture source = works.get(index).picture();
        Cloaker cloaker = setting.cloaker();
        StageStatistics assigned = cloaker.style(works.get(towards).picture());
        Target target = pushes(setting).target(works.get(index).artist(), assigned, key);
        long seed = key == SCORED ? index : -key;
        try {
            return new Variants(
                    source, cloaker.cloak(source, cloaker.style(source), target, setting.limits(), seed), seed);
        } catch (PermanentFailure e) {
            return new Variants(source, source, seed);
        }
    }
}
