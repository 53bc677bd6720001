package art.scumble.chaos.load;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** A picture for a seed, and the ways to spoil it. */
public final class Picture {
    private static final int SIGNATURE = 8;
    private static final int IHDR = 25;
    private static final int BOMB_MEGABYTES = 192;

    private Picture() {}

    /** A small picture unlike all others; one in thirty is large enough to keep a worker busy beyond a renewal. */
    static BufferedImage good(long seed) {
        Random random = new Random(seed);
        boolean large = random.nextInt(30) == 0;
        int width = large ? 400 : random.nextInt(64, 161);
        int height = large ? 400 : random.nextInt(64, 161);
        return drawn(random, seed, width, height);
    }

    /** One of a given size. */
    public static BufferedImage good(long seed, int width, int height) {
        return drawn(new Random(seed), seed, width, height);
    }

    private static BufferedImage drawn(Random random, long seed, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int across = random.nextInt(1, 9);
        int down = random.nextInt(1, 9);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int grain = random.nextInt(8);
                image.setRGB(
                        x, y, (x * across + grain & 0xff) << 16 | (y * down + grain & 0xff) << 8 | (int) seed & 0xff);
            }
        }
        return image;
    }

    /** A picture as a file. */
    public static byte[] png(BufferedImage image) {
        return file(image, "png");
    }

    /** A picture as a file of a photograph's kind. */
    public static byte[] jpeg(BufferedImage image) {
        return file(image, "jpeg");
    }

    private static byte[] file(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Whether a file is a marked copy of a picture: lowest bits differ, and some do. What is wrong, or nothing. */
    public static String flaw(byte[] file, BufferedImage source) throws IOException {
        BufferedImage copy = ImageIO.read(new ByteArrayInputStream(file));
        if (copy == null || copy.getWidth() != source.getWidth() || copy.getHeight() != source.getHeight()) {
            return "the result is no picture of its source's size";
        }
        int changed = 0;
        for (int y = 0; y < source.getHeight(); y++) {
            for (int x = 0; x < source.getWidth(); x++) {
                int difference = (copy.getRGB(x, y) ^ source.getRGB(x, y)) & 0xffffff;
                if ((difference & 0xfefefe) != 0) {
                    return "the result was made from another picture";
                }
                changed += difference == 0 ? 0 : 1;
            }
        }
        return changed == 0 ? "the result is its source" : "";
    }

    static byte[] tiny() {
        return png(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB));
    }

    static byte[] truncated(long seed) {
        byte[] whole = png(good(seed));
        return Arrays.copyOf(whole, whole.length * 6 / 10);
    }

    /** It claims to be 65,535 pixels wide and high. */
    static byte[] huge(long seed) {
        byte[] header = {0, 0, (byte) 0xff, (byte) 0xff, 0, 0, (byte) 0xff, (byte) 0xff, 8, 2, 0, 0, 0};
        return spliced(png(good(seed)), SIGNATURE, IHDR, chunk("IHDR", header));
    }

    static byte[] animated(long seed) {
        return spliced(png(good(seed)), SIGNATURE + IHDR, 0, chunk("acTL", new byte[] {0, 0, 0, 3, 0, 0, 0, 0}));
    }

    /** Its compressed comment is hundreds of megabytes of blanks. */
    static byte[] bomb(long seed) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(text, deflater)) {
            for (int i = 0; i < BOMB_MEGABYTES; i++) {
                out.write(blanks);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return spliced(png(good(seed)), SIGNATURE + IHDR, 0, chunk("zTXt", text.toByteArray()));
    }

    /** Its comment is a sign at which the cost model ends its process. */
    static byte[] poison(long seed) {
        byte[] comment = "Comment\0scumble: poison".getBytes(StandardCharsets.ISO_8859_1);
        return spliced(png(good(seed)), SIGNATURE + IHDR, 0, chunk("tEXt", comment));
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
        try (DataOutputStream out = new DataOutputStream(bytes)) {
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
