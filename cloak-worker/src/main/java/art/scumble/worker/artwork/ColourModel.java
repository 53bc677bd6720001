package art.scumble.worker.artwork;

/** What the samples of a pixel mean. */
public enum ColourModel {
    GREY(1),
    GREY_ALPHA(2),
    RGB(3),
    RGBA(4);

    private final int samples;

    ColourModel(int samples) {
        this.samples = samples;
    }

    /** Samples a pixel. */
    public int samples() {
        return samples;
    }

    /** Whether the last sample is alpha. */
    public boolean hasAlpha() {
        return this == GREY_ALPHA || this == RGBA;
    }

    /** Samples that carry colour. */
    public int colours() {
        return hasAlpha() ? samples - 1 : samples;
    }
}
