package art.scumble.worker.cloaking;

import art.scumble.contract.Objective;
import art.scumble.contract.Sha256;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.List;
import java.util.Random;

/** An encoder for laws of the search that hold whatever the gradient: its slope is noise. */
class PulledApart implements Encoder {
    private final long seed;

    PulledApart(long seed) {
        this.seed = seed;
    }

    @Override
    public List<Member> members() {
        return List.of(new Member(new Identity("noise", Sha256.of(new byte[0]), "fp32", 1), 1, 1, Objective.AWAY));
    }

    @Override
    public StageStatistics statistics(RgbImage image) {
        float sum = 0;
        for (float value : image.values()) {
            sum += value;
        }
        return new StageStatistics(List.of(
                new StageStatistics.Layer("only", new float[] {sum / image.values().length}, new float[] {1})));
    }

    @Override
    public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
        Random random = new Random(seed);
        float[] slope = new float[image.values().length];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = (float) random.nextGaussian();
        }
        return new Gradient(0, slope);
    }

    @Override
    public void close() {}
}
