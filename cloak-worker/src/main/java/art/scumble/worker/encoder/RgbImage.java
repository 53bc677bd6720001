package art.scumble.worker.encoder;

/**
 * A picture as encoders take it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values red, green, blue in [0, 1], pixel by pixel, row by row
 */
public record RgbImage(int width, int height, float[] values) {
    public RgbImage {
        if (values.length != 3 * width * height) {
            throw new IllegalArgumentException("an RGB image has three values a pixel");
        }
    }
}
