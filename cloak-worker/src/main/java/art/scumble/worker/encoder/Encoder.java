package art.scumble.worker.encoder;

import art.scumble.contract.Sha256;

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
     * @param value mean over layers of log(gain² + 10⁻⁶), the gain being the distance from the own statistics as a
     *     fraction of the way to the other style's
     * @param byPixel its derivative by each value of the image
     */
    record Gradient(double value, float[] byPixel) {}

    /** Who computes. */
    Identity identity();

    /** The statistics of a picture of at least 8 × 8 pixels. */
    StageStatistics statistics(RgbImage image);

    /**
     * How far a picture is from {@code own}, and which way leads further.
     *
     * @param way squared distance of the own style to the other, a positive value for each layer
     */
    Gradient away(RgbImage image, StageStatistics own, double[] way);

    @Override
    void close();
}
