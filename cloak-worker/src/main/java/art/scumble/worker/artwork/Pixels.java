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

    /** Red, green and blue of every pixel, whatever the model. */
    public byte[] rgb() {
        if (model == ColourModel.RGB) {
            return samples.clone();
        }
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = samples[i / 3 * model.samples() + (model.colours() == 1 ? 0 : i % 3)];
        }
        return rgb;
    }

    /** Alpha of every pixel; empty if the model has none. */
    public byte[] alpha() {
        byte[] alpha = new byte[model.hasAlpha() ? width * height : 0];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = samples[(i + 1) * model.samples() - 1];
        }
        return alpha;
    }

    /**
     * Colours of another picture where something is to be seen, with this one's alpha, and with this one's colours
     * where alpha is zero: nobody sees those, and whatever hides there stays as it was.
     *
     * @throws IllegalArgumentException if the other picture differs in size or model
     */
    Pixels inColoursOf(Pixels other) {
        if (other.width != width || other.height != height || other.model != model) {
            throw new IllegalArgumentException("a picture comes back in its own size and colour model");
        }
        if (!model.hasAlpha()) {
            return other;
        }
        byte[] mixed = samples.clone();
        int alpha = model.colours();
        for (int i = 0; i < samples.length; i += model.samples()) {
            if (samples[i + alpha] != 0) {
                System.arraycopy(other.samples, i, mixed, i, alpha);
            }
        }
        return new Pixels(width, height, model, mixed);
    }
}
