package art.scumble.worker.show;

import art.scumble.worker.artwork.Orientation;
import art.scumble.worker.cloaking.BufferedImages;
import art.scumble.worker.encoder.RgbImage;
import java.util.Base64;

/**
 * An image within a page.
 *
 * @param width in pixels
 * @param height in pixels
 * @param uri a data URI of a JPEG
 */
record Drawing(int width, int height, String uri) {
    /** How much differences are amplified: one of twelve levels of 255 just stays within the range. */
    static final int GAIN = 10;

    private static final float GREY = 0.5f;

    /** A picture, turned. */
    static Drawing of(RgbImage image, Orientation orientation, float quality) {
        int width = orientation.isSideways() ? image.height() : image.width();
        int height = orientation.isSideways() ? image.width() : image.height();
        float[] turned = new float[image.values().length];
        for (int i = 0; i < width * height; i++) {
            int from = 3 * orientation.source(i % width, i / width, image.width(), image.height());
            System.arraycopy(image.values(), from, turned, 3 * i, 3);
        }
        byte[] jpeg = BufferedImages.jpeg(new RgbImage(width, height, turned), quality);
        return new Drawing(
                width, height, "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg));
    }

    /** What one picture has more than another, amplified: grey is no difference. */
    static RgbImage difference(RgbImage before, RgbImage after) {
        float[] values = new float[before.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = GREY + GAIN * (after.values()[i] - before.values()[i]);
        }
        return new RgbImage(before.width(), before.height(), values);
    }
}
