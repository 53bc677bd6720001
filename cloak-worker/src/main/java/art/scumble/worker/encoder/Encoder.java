package art.scumble.worker.encoder;

import art.scumble.contract.Objective;
import art.scumble.contract.Sha256;
import java.util.List;

/** A differentiable image encoder, safe for use by several threads. */
public interface Encoder extends AutoCloseable {
    /**
     * Who computes.
     *
     * @param name of the encoder
     * @param sha256 of its weights
     * @param precision {@code fp32} or {@code bf16-trunk}
     * @param threads that one computation uses
     */
    record Identity(String name, Sha256 sha256, String precision, int threads) {}

    /**
     * An objective and its slope.
     *
     * @param value mean over layers of (1 − pull) · log(a² + 10⁻⁶) − pull · log(b² + 10⁻⁶), where a is the distance from
     *     the own style and b that from the goal, as fractions of the way between two styles
     * @param byPixel its derivative by each value of the image
     */
    record Gradient(double value, float[] byPixel) {}

    /**
     * One of those who compute.
     *
     * @param identity who it is
     * @param weight of its objective, all members' weights summing to 1
     * @param layers that are its own, of all the layers
     * @param objective away from the own style, or towards the assigned one
     */
    record Member(Identity identity, double weight, int layers, Objective objective) {}

    /** Who computes, in the order of their layers. */
    List<Member> members();

    /** The statistics of a picture of at least 8 × 8 pixels. */
    StageStatistics statistics(RgbImage image);

    /**
     * How far a picture has come, and which way leads further, in the eyes of the member whose turn it is: each has its
     * turns as often as its weight says, so that a step of a search costs what one member's does.
     *
     * @param way squared distance of the own style to the other, a positive value for each layer of all members
     * @param step of the search, from 0
     */
    Gradient slope(RgbImage image, Aim aim, double[] way, int step);

    @Override
    void close();
}
