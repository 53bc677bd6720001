package art.scumble.worker.artwork;

/**
 * A decoded picture.
 *
 * @param width in pixels
 * @param height in pixels
 * @param model of the samples
 * @param samples 8 bits each, interleaved, row by row
 */
public record Pixels(int width, int height, ColourModel model, byte[] samples) {
    public Pixels {
        if (samples.length != width * height * model.samples()) {
            throw new IllegalArgumentException("a picture has " + model.samples() + " samples a pixel");
        }
    }
}
