package art.scumble.worker.encoder;

import java.util.List;

/**
 * An encoder that sees only sides that are multiples of {@value #STEP} pixels, or of twice that above
 * {@value #FINE}: what an image lacks is mirrored at its right and lower edges. The engine keeps something for each size
 * that it ever met, so their number has to be small; with sides up to 1,024 pixels it is 529.
 */
public final class PaddedEncoder implements Encoder {
    private static final int STEP = 32;
    private static final int FINE = 448;

    private final Encoder encoder;

    /** Takes the encoder over: it closes with this. */
    public PaddedEncoder(Encoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public List<Member> members() {
        return encoder.members();
    }

    @Override
    public StageStatistics statistics(RgbImage image) {
        return encoder.statistics(padded(image));
    }

    /** A mirrored pixel's slope is its original's. */
    @Override
    public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
        RgbImage padded = padded(image);
        Gradient gradient = encoder.slope(padded, aim, way, step);
        if (padded.values().length == image.values().length) {
            return gradient;
        }
        float[] slope = new float[image.values().length];
        for (int y = 0; y < padded.height(); y++) {
            for (int x = 0; x < padded.width(); x++) {
                int from = 3 * (y * padded.width() + x);
                int to = source(image, x, y);
                for (int c = 0; c < 3; c++) {
                    slope[to + c] += gradient.byPixel()[from + c];
                }
            }
        }
        return new Gradient(gradient.value(), slope);
    }

    private static RgbImage padded(RgbImage image) {
        int width = onGrid(image.width());
        int height = onGrid(image.height());
        if (width == image.width() && height == image.height()) {
            return image;
        }
        float[] values = new float[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(image.values(), source(image, x, y), values, 3 * (y * width + x), 3);
            }
        }
        return new RgbImage(width, height, values);
    }

    private static int onGrid(int side) {
        int step = side > FINE ? 2 * STEP : STEP;
        return Math.ceilDiv(side, step) * step;
    }

    /** Where the values begin of the pixel that is seen at a place. */
    private static int source(RgbImage image, int x, int y) {
        return 3 * (mirrored(y, image.height()) * image.width() + mirrored(x, image.width()));
    }

    /** To and fro between the first and the last of {@code size} pixels, each edge pixel twice. */
    private static int mirrored(int place, int size) {
        int there = place % (2 * size);
        return there < size ? there : 2 * size - 1 - there;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
