package art.scumble.worker.show;

import art.scumble.worker.artwork.Orientation;
import art.scumble.worker.encoder.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An image within a page.
 *
 * @param width in pixels
 * @param height in pixels
 * @param uri a data URI of a JPEG
 */
record Drawing(int width, int height, String uri) {
    /** How much differences are amplified: the strongest cloak, twelve levels of 255, just stays within the range. */
    static final int GAIN = 10;

    private static final float GREY = 0.5f;

    /** A picture, turned. */
    static Drawing of(RgbImage image, Orientation orientation, float quality) {
        int width = orientation.isSideways() ? image.height() : image.width();
        int height = orientation.isSideways() ? image.width() : image.height();
        BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * orientation.source(x, y, image.width(), image.height());
                turned.setRGB(x, y, level(image, at) << 16 | level(image, at + 1) << 8 | level(image, at + 2));
            }
        }
        return new Drawing(
                width, height, "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(turned, quality)));
    }

    /** What one picture has more than another, amplified: grey is no difference. */
    static RgbImage difference(RgbImage before, RgbImage after) {
        float[] values = new float[before.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = GREY + GAIN * (after.values()[i] - before.values()[i]);
        }
        return new RgbImage(before.width(), before.height(), values);
    }

    private static int level(RgbImage image, int index) {
        return Math.clamp(Math.round(255 * image.values()[index]), 0, 255);
    }

    private static byte[] jpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
