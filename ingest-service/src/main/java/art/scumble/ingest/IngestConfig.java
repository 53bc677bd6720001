package art.scumble.ingest;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** Settings of ingest. */
@ConfigMapping(prefix = "scumble.ingest")
public interface IngestConfig {
    /** How many artworks of a lane wait on the belt, in front of the workers. */
    @Valid
    Window window();

    /** Pause between two looks at the backlog, while there is no more to be done at once. */
    Duration pace();

    /** Pause between two looks for lost artworks. */
    Duration sweepPace();

    /**
     * How long a worker may say nothing of an artwork before it counts as lost. It speaks three times in a lock; longer than
     * the longest lock (30 s), nobody can hold the artwork any more.
     */
    Duration silence();

    /** How much later dispatched artworks must have been taken before one that was not counts as lost. */
    Duration passedBy();

    /** How many attempts may get lost, with a silent worker or on the belt, before an artwork is abandoned. */
    @Min(1)
    int attempts();

    /** How often an artwork may fail, in a way that nobody foresaw, before it is abandoned. */
    @Min(1)
    int failures();

    /** How long an artwork waits after its first failure; each further one doubles it. */
    Duration firstPause();

    /** How long it waits at most. */
    Duration longestPause();

    /** How long after an artwork's end the results that don't count are removed; until then one may still arrive. */
    Duration settleAfter();

    /** Pause between two looks for such artworks. */
    Duration settlePace();

    /**
     * What the fleet protects with, in the operator's words: the same work is protected again when this changes. Name the
     * encoders here, or a version of your own.
     */
    String protection();

    /** How long a manifest that broke off may wait to be sent again; then its job is closed as it is. */
    Duration manifestPatience();

    /** A first tenant, so that an installation can be used at all. */
    Optional<Bootstrap> bootstrap();

    /** As many as workers have in hand and have ended in the last seconds, within bounds. */
    interface Window {
        /** So many at least, so that a fleet can begin. */
        @Min(1)
        int least();

        /** So many at most, whatever the fleet ends: what is on the belt is out of the fair share's reach. */
        @Min(1)
        int most();

        /** Over how long what ended is counted. */
        Duration span();
    }

    /** A tenant and its key. */
    interface Bootstrap {
        /** The tenant. */
        String tenant();

        /** SHA-256 (hexadecimal) of its API key. */
        String keySha256();
    }
}
