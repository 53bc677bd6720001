package art.scumble.ingest.loop;

import java.time.Duration;

/** Work that waits for nobody's request: it is done again and again, from the service's start to its end. */
public interface LoopedWork {
    /** For logs and thread dumps. */
    String name();

    /** Pause after a round that found no more to do. */
    Duration pace();

    /** Does some; true if there may be more of it now. */
    boolean round() throws InterruptedException;
}
