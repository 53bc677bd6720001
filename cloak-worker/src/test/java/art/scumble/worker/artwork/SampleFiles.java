package art.scumble.worker.artwork;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures and files that tests are made of. */
public final class SampleFiles {
    private SampleFiles() {}

    /** Soft blobs with a little noise, so that there is something to see in every part. */
    public static Pixels pixels(int width, int height, ColourModel model, long seed) {
        Random random = new Random(seed);
        byte[] samples = new byte[width * height * model.samples()];
        for (int i = 0; i < samples.length; i++) {
            int pixel = i / model.samples();
            double x = pixel % width;
            double y = Math.floorDiv(pixel, width);
            double wave = Math.sin(x / 9 + i % model.samples()) + Math.cos(y / 13 + seed);
            samples[i] = (byte) Math.clamp((int) (128 + 40 * wave + 12 * random.nextGaussian()), 0, 255);
        }
        return new Pixels(width, height, model, samples);
    }

    /** A PNG of these pixels with further chunks before the image data. */
    public static byte[] png(Pixels pixels, PngChunk... extra) {
        List<PngChunk> chunks = new ArrayList<>();
        chunks.add(PngChunk.header(pixels));
        chunks.addAll(List.of(extra));
        chunks.add(new PngChunk("IDAT", PngFilter.compress(pixels)));
        chunks.add(new PngChunk("IEND", new byte[0]));
        return PngChunk.write(chunks);
    }

    /** A JPEG by the JDK, 4:2:0. */
    public static byte[] jpeg(Pixels rgb, float quality, boolean progressive) {
        BufferedImage image = new BufferedImage(rgb.width(), rgb.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < rgb.width() * rgb.height(); i++) {
            int colour = (rgb.samples()[3 * i] & 0xFF) << 16
                    | (rgb.samples()[3 * i + 1] & 0xFF) << 8
                    | (rgb.samples()[3 * i + 2] & 0xFF);
            image.setRGB(i % rgb.width(), i / rgb.width(), colour);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            if (progressive) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** A segment put right behind SOI. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + payload.length + 4);
        out.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) marker).putShort((short) (payload.length + 2));
        return out.put(payload).put(jpeg, 2, jpeg.length - 2).array();
    }

    /** An Exif block with an orientation and a thumbnail of these bytes. */
    public static byte[] exif(int orientation, byte[] thumbnail) {
        ByteBuffer tiff = ByteBuffer.allocate(26 + 30 + thumbnail.length);
        tiff.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
        tiff.putShort((short) 1);
        entry(tiff, 0x0112, 3, orientation << 16);
        tiff.putInt(26);
        tiff.putShort((short) 2);
        entry(tiff, 0x0201, 4, 56);
        entry(tiff, 0x0202, 4, thumbnail.length);
        tiff.putInt(0);
        return tiff.put(thumbnail).array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
    }

    /** A profile that says no more than its header. */
    public static byte[] iccProfile(String space, int size) {
        byte[] profile = new byte[size];
        ByteBuffer header = ByteBuffer.wrap(profile);
        header.putInt(0, size);
        header.put(16, space.getBytes(StandardCharsets.ISO_8859_1));
        header.put(36, "acsp".getBytes(StandardCharsets.ISO_8859_1));
        return profile;
    }

    /** An iCCP chunk of this profile. */
    public static PngChunk iccChunk(byte[] profile) {
        byte[] deflated = deflate(profile);
        ByteBuffer data = ByteBuffer.allocate(3 + deflated.length);
        return new PngChunk(
                "iCCP",
                data.put((byte) 'p').put((byte) 0).put((byte) 0).put(deflated).array());
    }

    /** Zlib-compressed bytes. */
    public static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        while (!deflater.finished()) {
            out.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return out.toByteArray();
    }
}
