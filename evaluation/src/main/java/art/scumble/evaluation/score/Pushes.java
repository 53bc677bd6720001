package art.scumble.evaluation.score;

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
 * The direction that each artist's works are pushed into, made of what is measured on the works of all others: the catalog's is measured
 * on public pictures, some of which are scored here.
 */
final class Pushes {
    private record Push(String work, String artist, StageStatistics statistics) {}

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
            pushes.add(new Push(work.name(), work.artist(), cloaker.push(work.picture(), own, other, seed)));
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
        SortedMap<String, List<float[]>> others = new TreeMap<>();
        pushes.stream()
                .filter(push -> !push.artist.equals(artist))
                .forEach(push -> others.put(push.work, push.statistics.vectors()));
        if (others.isEmpty()) {
            return Target.of(style);
        }
        PatternKey secret = new PatternKey((artist + "/" + key).getBytes(StandardCharsets.UTF_8));
        return new Target(style, style.of(ArtistPush.of(secret, others)));
    }
}
