package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An 8-bit PNG: grey or RGB, with or without alpha. What other chunks come back is {@link PngMetadata}'s to say;
 * interlaced files come back without interlacing.
 */
final class PngArtwork implements DecodedArtwork {
    private static final int MOST_PROFILE_BYTES = 16 << 20;

    /** Where the width lies in a file: behind signature, length and type. */
    private static final int WIDTH = 16;

    private final Pixels pixels;
    private final List<PngChunk> before;
    private final List<PngChunk> after;

    private PngArtwork(Pixels pixels, List<PngChunk> before, List<PngChunk> after) {
        this.pixels = pixels;
        this.before = before;
        this.after = after;
    }

    static PngArtwork decode(byte[] file, DecodingLimits limits) {
        checkSize(file, limits);
        List<PngChunk> chunks = PngChunk.readAll(file);
        PngChunk header = chunks.getFirst();
        if (!header.is("IHDR") || header.data().length != 13) {
            throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the PNG does not begin with its header");
        }
        int width = header.integer(0);
        int height = header.integer(4);
        ColourModel model = model(header);
        chunks.forEach(PngMetadata::check);
        requireWholeImage(chunks, header, model);
        checkProfile(chunks, model);
        Pixels pixels = new Pixels(width, height, model, samples(chunks, width, height, model));
        List<PngChunk> before = new ArrayList<>();
        List<PngChunk> after = new ArrayList<>();
        PngMetadata.refuseBombs(chunks);
        boolean image = false;
        for (PngChunk chunk : chunks.subList(1, chunks.size() - 1)) {
            image |= chunk.is("IDAT");
            if (!chunk.is("IDAT")) {
                PngMetadata.kept(chunk).ifPresent((image ? after : before)::add);
            }
        }
        return new PngArtwork(pixels, before, after);
    }

    /** By the header alone, which is the first chunk of every PNG, whatever becomes of the rest. */
    private static void checkSize(byte[] file, DecodingLimits limits) {
        if (file.length >= WIDTH + 8) {
            ByteBuffer header = ByteBuffer.wrap(file);
            limits.check(
                    Integer.toUnsignedLong(header.getInt(WIDTH)), Integer.toUnsignedLong(header.getInt(WIDTH + 4)));
        }
    }

    static long pixels(byte[] file) {
        ByteBuffer header = ByteBuffer.wrap(file);
        return Integer.toUnsignedLong(header.getInt(WIDTH)) * Integer.toUnsignedLong(header.getInt(WIDTH + 4));
    }

    private static ColourModel model(PngChunk header) {
        int depth = header.data()[8];
        int type = header.data()[9];
        if (type == 3) {
            throw new PermanentFailure(FailureCode.UNSUPPORTED_COLOUR_MODEL, "a PNG with a palette is not supported");
        }
        if (depth != 8) {
            throw new PermanentFailure(
                    FailureCode.UNSUPPORTED_BIT_DEPTH, "a PNG of " + depth + " bits a channel is not supported");
        }
        return switch (type) {
            case 0 -> ColourModel.GREY;
            case 2 -> ColourModel.RGB;
            case 4 -> ColourModel.GREY_ALPHA;
            case 6 -> ColourModel.RGBA;
            default -> throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "unknown PNG colour type " + type);
        };
    }

    /** Inflates the image data and keeps none of it: it must be just as long as the header says. */
    private static void requireWholeImage(List<PngChunk> chunks, PngChunk header, ColourModel model) {
        long expected = rawLength(header, model);
        long length = 0;
        byte[] sink = new byte[1 << 16];
        Inflater inflater = new Inflater();
        try {
            for (PngChunk chunk : chunks) {
                if (chunk.is("IDAT")) {
                    inflater.setInput(chunk.data());
                    int count = inflater.inflate(sink);
                    while (count > 0 && length <= expected) {
                        length += count;
                        count = inflater.inflate(sink);
                    }
                }
            }
        } catch (DataFormatException e) {
            throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the PNG's image data does not inflate", e);
        } finally {
            inflater.end();
        }
        if (length < expected) {
            throw new PermanentFailure(FailureCode.TRUNCATED, "the PNG's image data ends early");
        }
    }

    /** A filter byte and the samples for each row; seven reduced pictures if interlaced (Adam7). */
    private static long rawLength(PngChunk header, ColourModel model) {
        long width = header.integer(0);
        long height = header.integer(4);
        if (header.data()[12] == 0) {
            return height * (1 + width * model.samples());
        }
        int[][] passes = {
            {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
        };
        long length = 0;
        for (int[] pass : passes) {
            long columns = (width - pass[0] + pass[2] - 1) / pass[2];
            long rows = (height - pass[1] + pass[3] - 1) / pass[3];
            length += columns == 0 ? 0 : rows * (1 + columns * model.samples());
        }
        return length;
    }

    private static void checkProfile(List<PngChunk> chunks, ColourModel model) {
        for (PngChunk chunk : chunks) {
            if (chunk.is("iCCP")) {
                IccProfile.check(profile(chunk.data()), model.colours() == 1);
            }
        }
    }

    private static byte[] profile(byte[] chunk) {
        int name = 0;
        while (chunk[name] != 0) {
            name++;
        }
        try {
            return PngMetadata.inflate(chunk, name + 2, MOST_PROFILE_BYTES);
        } catch (DataFormatException e) {
            throw IccProfile.refusal("does not inflate, or to more than 16 MiB");
        }
    }

    /** The JDK decodes, but sees nothing except the header and the image data. */
    private static byte[] samples(List<PngChunk> chunks, int width, int height, ColourModel model) {
        byte[] plain = PngChunk.write(chunks.stream()
                .filter(chunk -> chunk.is("IHDR") || chunk.is("IDAT") || chunk.is("IEND"))
                .toList());
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(plain))) {
            reader.setInput(in, true, true);
            Raster raster = reader.read(0).getRaster();
            byte[] samples = new byte[width * height * model.samples()];
            int[] row = new int[width * model.samples()];
            for (int y = 0; y < height; y++) {
                raster.getPixels(0, y, width, 1, row);
                for (int i = 0; i < row.length; i++) {
                    samples[y * row.length + i] = (byte) row[i];
                }
            }
            return samples;
        } catch (IOException e) {
            throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the PNG can't be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    @Override
    public MediaType mediaType() {
        return MediaType.PNG;
    }

    @Override
    public Pixels pixels() {
        return pixels;
    }

    @Override
    public byte[] encode(Pixels cloaked) {
        Pixels changed = pixels.inColoursOf(cloaked);
        List<PngChunk> chunks = new ArrayList<>();
        chunks.add(PngChunk.header(changed));
        chunks.addAll(before);
        chunks.add(new PngChunk("IDAT", PngFilter.compress(changed)));
        chunks.addAll(after);
        chunks.add(new PngChunk("IEND", new byte[0]));
        return PngChunk.write(chunks);
    }
}
