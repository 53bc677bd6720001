package art.scumble.evaluation.score;

import art.scumble.evaluation.mimic.Contents;
import art.scumble.evaluation.mimic.LearntStyle;
import art.scumble.evaluation.mimic.StatisticsMimic;
import art.scumble.evaluation.picture.Work;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What a mimic that paints by a network's statistics loses, as all other judges see it. */
final class MimicScorer {
    /** What is lost of the plain picture by the one content that pictures treated otherwise are judged by. */
    static final String PLAIN_ONE = "plain-one";

    private static final double[] PARTS = {0.25, 0.5, 1};

    private final StatisticsMimic mimic;
    private final List<Judge> judges;
    private final List<Work> works;
    private final List<RgbImage> contents = Contents.all();
    /** By work and content: what the judges see of its painting from the original. */
    private final List<List<Map<String, StageStatistics>>> fromOriginals = new ArrayList<>();

    /** Has it paint from all originals. */
    MimicScorer(StatisticsMimic mimic, List<Judge> all, List<Work> works) {
        this.mimic = mimic;
        this.judges =
                all.stream().filter(judge -> !judge.name().equals(mimic.name())).toList();
        this.works = works;
        for (Work work : works) {
            LearntStyle style = mimic.learn(Work.image(work.picture()));
            fromOriginals.add(IntStream.range(0, contents.size())
                    .mapToObj(content -> painting(content, style))
                    .toList());
        }
    }

    String name() {
        return mimic.name();
    }

    List<Judge> judges() {
        return judges;
    }

    /** What each judge sees of its painting. */
    Map<String, StageStatistics> painting(int content, LearntStyle style) {
        RgbImage painting = mimic.paint(contents.get(content), style);
        Map<String, StageStatistics> seen = new HashMap<>();
        judges.forEach(judge -> seen.put(judge.name(), judge.see(painting)));
        return seen;
    }

    Map<String, StageStatistics> fromOriginal(int work, int content) {
        return fromOriginals.get(work).get(content);
    }

    /** Works of others than this one's artist. */
    List<Integer> strangers(int index) {
        return IntStream.range(0, works.size())
                .filter(other ->
                        !works.get(other).artist().equals(works.get(index).artist()))
                .boxed()
                .toList();
    }

    /** What is lost of one work's style, treated in these ways. */
    void score(int index, Variants variants, List<Treatment> treatments, Map<String, Double> figures) {
        for (Treatment treatment : treatments) {
            if (treatment.mimicked()) {
                // One content for all but the plain picture, since each painting is a search of its own.
                int count = treatment.isPlain() ? contents.size() : 1;
                for (int content = 0; content < count; content++) {
                    Round round = new Round(this, List.of(index), content, shares(treatment, content), figures);
                    Map<String, StageStatistics> original = treatment.isPlain()
                            ? fromOriginal(index, content)
                            : round.painting(mimic.learn(variants.get("original", treatment)));
                    judge(round, original, variant -> mimic.learn(variants.get(variant, treatment)));
                }
            }
        }
    }

    private Map<String, Double> shares(Treatment treatment, int content) {
        if (!treatment.isPlain()) {
            return Map.of(treatment.label(), 1.0);
        }
        double share = 1.0 / contents.size();
        return content == 0 ? Map.of(treatment.label(), share, PLAIN_ONE, 1.0) : Map.of(treatment.label(), share);
    }

    /** What is lost of a set's style as parts of it are cloaked, and of each of its works by itself. */
    void scoreSet(List<Integer> set, List<Variants> variants, Map<String, Double> figures) {
        for (int content = 0; content < contents.size(); content++) {
            Map<String, StageStatistics> original = painting(content, learnt(variants, 0, "original"));
            for (double part : PARTS) {
                Map<String, Double> share = Map.of(Sets.label(part), 1.0 / contents.size());
                Round round = new Round(this, set, content, share, figures);
                judge(round, original, variant -> learnt(variants, part, variant));
            }
            for (int i = 0; i < set.size(); i++) {
                Variants work = variants.get(i);
                Map<String, Double> share = Map.of(Sets.ALONE, 1.0 / (contents.size() * set.size()));
                Round round = new Round(this, List.of(set.get(i)), content, share, figures);
                judge(round, fromOriginal(set.get(i), content), variant -> mimic.learn(work.get(variant)));
            }
        }
    }

    private static void judge(
            Round round, Map<String, StageStatistics> original, Function<String, LearntStyle> learnt) {
        round.recognised("original", original);
        for (String variant : List.of("cloaked", "shifted")) {
            round.judge(variant, original, learnt.apply(variant));
        }
    }

    private LearntStyle learnt(List<Variants> set, double part, String variant) {
        return LearntStyle.of(
                Sets.partly(set, part, variant).stream().map(mimic::learn).toList());
    }
}
