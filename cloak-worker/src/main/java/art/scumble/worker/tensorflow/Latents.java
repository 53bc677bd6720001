package art.scumble.worker.tensorflow;

/**
 * What an autoencoder keeps of a picture.
 *
 * @param height in latents, an eighth of the picture's
 * @param width likewise
 * @param values [height, width, channels]
 */
public record Latents(int height, int width, float[] values) {
    /** How many values a place has. */
    public int channels() {
        return values.length / (height * width);
    }
}
