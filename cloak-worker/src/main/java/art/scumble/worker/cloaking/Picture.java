package art.scumble.worker.cloaking;

/**
 * The colours of a picture at full size, and where they can be seen.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb red, green, blue from 0 to 255, pixel by pixel, row by row
 * @param visible a value for each pixel, 0 where nobody sees its colour (alpha 0); empty if all is visible
 */
public record Picture(int width, int height, byte[] rgb, byte[] visible) {
    private static final byte[] ALL_VISIBLE = {};

    public Picture {
        if (rgb.length != 3 * width * height || (visible.length != 0 && visible.length != width * height)) {
            throw new IllegalArgumentException("a picture has three colours a pixel and a mask of its size");
        }
    }

    /** A picture without hidden pixels. */
    public static Picture opaque(int width, int height, byte[] rgb) {
        return new Picture(width, height, rgb, ALL_VISIBLE);
    }

    /** Whether the colour of a pixel can be seen. */
    public boolean isVisible(int pixel) {
        return visible.length == 0 || visible[pixel] != 0;
    }

    /** Luma of a pixel, 0 to 255 (Rec. 601). */
    public float luma(int pixel) {
        return 0.299f * (rgb[3 * pixel] & 0xFF)
                + 0.587f * (rgb[3 * pixel + 1] & 0xFF)
                + 0.114f * (rgb[3 * pixel + 2] & 0xFF);
    }

    /** Luma of all pixels. */
    public float[] luma() {
        float[] luma = new float[width * height];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = luma(i);
        }
        return luma;
    }
}
