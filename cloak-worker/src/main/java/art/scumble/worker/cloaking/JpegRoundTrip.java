package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What a picture looks like after it was saved as a JPEG. */
public final class JpegRoundTrip {
    private JpegRoundTrip() {}

    /** The picture after compression at a quality of 0 to 1 (the JDK's scale). */
    public static RgbImage of(RgbImage image, float quality) {
        try {
            BufferedImage decoded =
                    ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(write(image, quality))));
            float[] values = new float[image.values().length];
            int[] pixels = decoded.getRGB(0, 0, image.width(), image.height(), null, 0, image.width());
            for (int i = 0; i < pixels.length; i++) {
                values[3 * i] = ((pixels[i] >> 16) & 0xFF) / 255f;
                values[3 * i + 1] = ((pixels[i] >> 8) & 0xFF) / 255f;
                values[3 * i + 2] = (pixels[i] & 0xFF) / 255f;
            }
            return new RgbImage(image.width(), image.height(), values);
        } catch (IOException e) {
            throw new UncheckedIOException("the JDK's JPEG codec failed in memory", e);
        }
    }

    private static byte[] write(RgbImage image, float quality) throws IOException {
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[image.width() * image.height()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = level(image, 3 * i) << 16 | level(image, 3 * i + 1) << 8 | level(image, 3 * i + 2);
        }
        buffered.setRGB(0, 0, image.width(), image.height(), pixels, 0, image.width());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(buffered, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static int level(RgbImage image, int index) {
        return Math.clamp(Math.round(image.values()[index] * 255), 0, 255);
    }
}
