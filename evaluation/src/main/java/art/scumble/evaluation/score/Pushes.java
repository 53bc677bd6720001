package art.scumble.evaluation.score;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import art.scumble.contract.ArtistPush;
import art.scumble.contract.PatternKey;
import art.scumble.contract.PermanentFailure;
import art.scumble.evaluation.picture.Work;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.Target;
import art.scumble.worker.encoder.StageStatistics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * The direction that each artist's works are pushed into, made of what is measured on the works of all other artists: the
 * catalog's is made of public pictures, some of which are scored here.
 */
final class Pushes {
    private record Push(String artist, StageStatistics statistics) {}

    private final Cloaker cloaker;
    private final List<Push> pushes = new ArrayList<>();

    /**
     * Measures them.
     *
     * @param assigned of each work: whose style is the unit of its search
     */
    Pushes(Cloaker cloaker, List<Work> works, IntUnaryOperator assigned) {
        this.cloaker = cloaker;
        for (int index = 0; index < works.size(); index++) {
            Work work = works.get(index);
            if (work.role() != Work.Role.SET) {
                StageStatistics other =
                        cloaker.style(works.get(assigned.applyAsInt(index)).picture());
                measure(work, other, index);
            }
        }
    }

    private void measure(Work work, StageStatistics other, int seed) {
        StageStatistics own = cloaker.style(work.picture());
        try {
            pushes.add(new Push(work.artist(), cloaker.push(work.picture(), own, other, seed)));
        } catch (PermanentFailure e) {
            // Nothing can be added to a flat picture; the others say enough.
        }
    }

    /**
     * What a work of an artist is given to aim at; no push if nothing is known of any other artist.
     *
     * @param key another one is another installation's: the same artist is pushed another way
     */
    Target target(String artist, StageStatistics style, int key) {
        SortedMap<String, List<float[]>> others = pushes.stream()
                .filter(push -> !push.artist.equals(artist))
                .collect(groupingBy(
                        Push::artist,
                        TreeMap::new,
                        mapping(
                                Push::statistics,
                                collectingAndThen(
                                        toList(),
                                        all -> StageStatistics.mean(all).vectors()))));
        if (others.isEmpty()) {
            return Target.of(style);
        }
        PatternKey secret = new PatternKey((artist + "/" + key).getBytes(StandardCharsets.UTF_8));
        return new Target(style, style.withVectors(ArtistPush.of(secret, others)));
    }
}
