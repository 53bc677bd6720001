package art.scumble.ingest;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** Settings of ingest. */
@ConfigMapping(prefix = "scumble.ingest")
public interface IngestConfig {
    /** Artworks of a lane that may be on the belt or with workers at once: about twice what the fleet has in flight. */
    @Min(1)
    int window();

    /** Pause between two looks at the backlog. */
    Duration pace();

    /** Pause between two looks for lost artworks. */
    Duration sweepPace();

    /** How long a worker may say nothing of an artwork before it counts as lost; it speaks three times in a lock. */
    Duration silence();

    /** How much later dispatched artworks must have been taken before one that was not counts as lost. */
    Duration passedBy();

    /** How often an artwork is given to workers at most, whatever becomes of them. */
    @Min(1)
    int attempts();

    /** How often an artwork may fail, in a way that nobody foresaw, before it is abandoned. */
    @Min(1)
    int failures();

    /** A first tenant, so that an installation can be used at all. */
    Optional<Bootstrap> bootstrap();

    /** A tenant and its key. */
    interface Bootstrap {
        /** The tenant. */
        String tenant();

        /** SHA-256 (hexadecimal) of its API key. */
        String keySha256();
    }
}
