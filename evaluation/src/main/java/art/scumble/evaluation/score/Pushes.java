package art.scumble.evaluation.score;

import art.scumble.contract.PermanentFailure;
import art.scumble.evaluation.picture.Work;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.Target;
import art.scumble.worker.encoder.StageStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The direction that works are pushed into, for each artist measured on the works of all others: the catalog's is measured
 * on public pictures, some of which are scored here.
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

    /** What a work of an artist is given to aim at; no push if nothing is known of any other artist. */
    Target target(String artist, StageStatistics style) {
        List<StageStatistics> others = pushes.stream()
                .filter(push -> !push.artist.equals(artist))
                .map(Push::statistics)
                .toList();
        return others.isEmpty() ? Target.of(style) : new Target(style, StageStatistics.mean(others));
    }
}
