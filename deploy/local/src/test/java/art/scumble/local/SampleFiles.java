package art.scumble.local;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;

/** Pictures, good and bad, made from seeds. */
final class SampleFiles {
    private static final int SIGNATURE = 8;
    private static final int IHDR = 25;

    private SampleFiles() {}

    /** A canvas full of strokes, so that a cloak has something to hide in. */
    static BufferedImage painting(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        for (int i = 0; i < width * height / 60; i++) {
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            float hue = (float) (0.3 * y / height + 0.1 * random.nextGaussian());
            brush.setColor(Color.getHSBColor(hue, 0.4f + 0.5f * random.nextFloat(), 0.3f + 0.7f * random.nextFloat()));
            brush.setStroke(new BasicStroke(1 + random.nextInt(4)));
            brush.drawLine(x, y, x + random.nextInt(-14, 15), y + random.nextInt(-6, 7));
        }
        brush.dispose();
        return image;
    }

    static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException(format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] truncated(byte[] file) {
        return Arrays.copyOf(file, file.length * 6 / 10);
    }

    static byte[] animatedGif() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : List.of(painting(64, 64, 1), painting(64, 64, 2))) {
                var metadata =
                        writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), writer.getDefaultWriteParam());
                writer.writeToSequence(new IIOImage(frame, null, metadata), writer.getDefaultWriteParam());
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    /** A PNG that claims to be 65,535 pixels wide and high. */
    static byte[] hugeHeader() {
        byte[] header = new byte[] {0, 0, (byte) 0xff, (byte) 0xff, 0, 0, (byte) 0xff, (byte) 0xff, 8, 2, 0, 0, 0};
        byte[] png = encoded(painting(64, 64, 3), "png");
        return spliced(png, SIGNATURE, IHDR, chunk("IHDR", header));
    }

    static byte[] animatedPng() {
        byte[] control = {0, 0, 0, 3, 0, 0, 0, 0};
        return spliced(encoded(painting(64, 64, 4), "png"), SIGNATURE + IHDR, 0, chunk("acTL", control));
    }

    /** A PNG whose compressed comment is a gigabyte of blanks. */
    static byte[] textBomb() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(text, deflater)) {
            for (int i = 0; i < 1 << 10; i++) {
                out.write(blanks);
            }
        } finally {
            deflater.end();
        }
        byte[] png = encoded(painting(64, 64, 5), "png");
        return spliced(png, SIGNATURE + IHDR, 0, chunk("zTXt", text.toByteArray()));
    }

    private static byte[] spliced(byte[] file, int at, int drop, byte[] insert) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, at);
        out.writeBytes(insert);
        out.write(file, at + drop, file.length - at - drop);
        return out.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(data.length);
            out.write(name);
            out.write(data);
            out.writeInt((int) crc.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
