package art.scumble.worker.task;

import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.List;

/** An encoder for imports, which let uploads pass before each step of their search. */
public final class YieldingEncoder implements Encoder {
    private final Encoder encoder;
    private final SearchTurns turns;

    /** Closed with {@code encoder}, which is another's. */
    public YieldingEncoder(Encoder encoder, SearchTurns turns) {
        this.encoder = encoder;
        this.turns = turns;
    }

    @Override
    public List<Member> members() {
        return encoder.members();
    }

    @Override
    public StageStatistics statistics(RgbImage image) {
        return encoder.statistics(image);
    }

    @Override
    public Gradient away(RgbImage image, StageStatistics own, double[] way) {
        turns.letUploadsPass();
        return encoder.away(image, own, way);
    }

    @Override
    public void close() {
        // Its owner closes what it wraps.
    }
}
