package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Between our images and the JDK's. */
public final class BufferedImages {
    private BufferedImages() {}

    /** In eight bits, values outside of [0, 1] cut off. */
    public static BufferedImage of(RgbImage image) {
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[image.width() * image.height()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = level(image, 3 * i) << 16 | level(image, 3 * i + 1) << 8 | level(image, 3 * i + 2);
        }
        buffered.setRGB(0, 0, image.width(), image.height(), pixels, 0, image.width());
        return buffered;
    }

    private static int level(RgbImage image, int index) {
        return Math.clamp(Math.round(image.values()[index] * 255), 0, 255);
    }

    static RgbImage image(BufferedImage buffered) {
        int width = buffered.getWidth();
        int[] pixels = buffered.getRGB(0, 0, width, buffered.getHeight(), null, 0, width);
        float[] values = new float[3 * pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((pixels[i / 3] >> (16 - 8 * (i % 3))) & 0xFF) / 255f;
        }
        return new RgbImage(width, buffered.getHeight(), values);
    }

    /** As a JPEG file of a quality of 0 to 1 (the JDK's scale). */
    public static byte[] jpeg(RgbImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(of(image), null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("the JDK's JPEG codec failed in memory", e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
