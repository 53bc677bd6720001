package art.scumble.worker.task;

import art.scumble.contract.Lane;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.List;

/** An encoder for one lane's searches, of which imports let uploads pass before each step. */
public final class YieldingEncoder implements Encoder {
    private final Encoder encoder;
    private final SearchTurns turns;
    private final Lane lane;

    /** Closed with {@code encoder}, which is another's. */
    public YieldingEncoder(Encoder encoder, SearchTurns turns, Lane lane) {
        this.encoder = encoder;
        this.turns = turns;
        this.lane = lane;
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
    public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
        turns.betweenSteps(lane);
        return encoder.slope(image, aim, way, step);
    }

    @Override
    public void close() {
        // Its owner closes what it wraps.
    }
}
