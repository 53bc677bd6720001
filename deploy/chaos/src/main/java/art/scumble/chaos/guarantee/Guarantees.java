package art.scumble.chaos.guarantee;

import java.util.List;

/** All that Scumble guarantees whatever goes wrong. */
public final class Guarantees {
    /** Each of them. */
    public static final List<Guarantee> ALL = List.of(
            new EveryArtworkEndsOnce(),
            new EveryArtworkEndsAsItShould(),
            new ResultMatchesOutcome(),
            new KilledTaskRunsAgain(),
            new NoTenantStarves(),
            new CancelledWorkStops());

    private Guarantees() {}
}
