package art.scumble.ingest;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What webhooks tell the time by in tests: the real time, and as much later as a test likes. */
@Singleton
public class VirtualClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    void reset() {
        ahead = Duration.ZERO;
    }

    void advance(Duration time) {
        ahead = ahead.plus(time);
    }
}
