package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.RgbImage;
import java.util.stream.IntStream;

/**
 * The size at which a picture's search and measurement run, so that their cost is bounded whatever its own size.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record WorkingSize(int width, int height) {
    /** Encoders halve three times and need a few pixels left. */
    private static final int SHORTEST_SIDE = 32;

    /** The picture's own size, or its shape with this longest side if that is smaller. */
    public static WorkingSize of(Picture picture, int longestSide) {
        double scale = Math.min(1, (double) longestSide / Math.max(picture.width(), picture.height()));
        return new WorkingSize(side(picture.width(), scale), side(picture.height(), scale));
    }

    private static int side(int own, double scale) {
        return Math.max(Math.min(own, SHORTEST_SIDE), (int) Math.round(own * scale));
    }

    /** The picture at this size; what can't be seen counts as mid-grey, so that it has no part in the style. */
    public RgbImage of(Picture picture) {
        LinearMap across = LinearMap.resize(picture.width(), width);
        float[] narrow = new float[picture.height() * width * 3];
        IntStream.range(0, picture.height()).parallel().forEach(y -> {
            float[] row = across.alongRows(row(picture, y), 1, 3);
            System.arraycopy(row, 0, narrow, y * row.length, row.length);
        });
        float[] values = LinearMap.resize(picture.height(), height).alongColumns(narrow, width * 3);
        return new RgbImage(width, height, values);
    }

    private static float[] row(Picture picture, int y) {
        float[] row = new float[3 * picture.width()];
        for (int x = 0; x < picture.width(); x++) {
            int pixel = y * picture.width() + x;
            for (int c = 0; c < 3; c++) {
                row[3 * x + c] = picture.isVisible(pixel) ? (picture.rgb()[3 * pixel + c] & 0xFF) / 255f : 0.5f;
            }
        }
        return row;
    }

    /** One value a pixel of the picture, averaged down to this size. */
    float[] of(Picture picture, float[] plane) {
        float[] narrow = LinearMap.resize(picture.width(), width).alongRows(plane, picture.height(), 1);
        return LinearMap.resize(picture.height(), height).alongColumns(narrow, width);
    }

    /** One value a pixel of this size, interpolated up to the picture's. */
    float[] enlarge(Picture picture, float[] plane) {
        float[] tall = LinearMap.resize(height, picture.height()).alongColumns(plane, width);
        return LinearMap.resize(width, picture.width()).alongRows(tall, picture.height(), 1);
    }
}
