package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A piece of a PNG file.
 *
 * @param type four letters
 * @param data without length, type and checksum
 */
record PngChunk(String type, byte[] data) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int FRAME = 12;
    private static final int MOST_CHUNKS = 100_000;

    boolean is(String other) {
        return type.equals(other);
    }

    int integer(int offset) {
        return ByteBuffer.wrap(data).getInt(offset);
    }

    /** All chunks up to IEND; what follows it is no part of the picture. */
    static List<PngChunk> readAll(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        List<PngChunk> chunks = new ArrayList<>();
        int at = SIGNATURE.length;
        while (chunks.isEmpty() || !chunks.getLast().is("IEND")) {
            long length = at + FRAME > file.length ? Long.MAX_VALUE / 2 : Integer.toUnsignedLong(in.getInt(at));
            if (at + FRAME + length > file.length) {
                throw new PermanentFailure(FailureCode.TRUNCATED, "the PNG ends in the middle of a chunk");
            }
            if (chunks.size() == MOST_CHUNKS) {
                throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the PNG has too many chunks");
            }
            chunks.add(read(file, in, at, (int) length));
            at += FRAME + (int) length;
        }
        return chunks;
    }

    private static PngChunk read(byte[] file, ByteBuffer in, int at, int length) {
        CRC32 crc = new CRC32();
        crc.update(file, at + 4, 4 + length);
        String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
        if (crc.getValue() != Integer.toUnsignedLong(in.getInt(at + 8 + length))) {
            throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the PNG's chunk " + type + " has a wrong checksum");
        }
        return new PngChunk(type, Arrays.copyOfRange(file, at + 8, at + 8 + length));
    }

    /** A header for these pixels, not interlaced. */
    static PngChunk header(Pixels pixels) {
        int type = switch (pixels.model()) {
            case GREY -> 0;
            case RGB -> 2;
            case GREY_ALPHA -> 4;
            case RGBA -> 6;
        };
        ByteBuffer data = ByteBuffer.allocate(13);
        data.putInt(pixels.width()).putInt(pixels.height()).put((byte) 8).put((byte) type);
        return new PngChunk("IHDR", data.array());
    }

    /** A whole file of these chunks. */
    static byte[] write(List<PngChunk> chunks) {
        int length = SIGNATURE.length;
        for (PngChunk chunk : chunks) {
            length += FRAME + chunk.data.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length).put(SIGNATURE);
        for (PngChunk chunk : chunks) {
            out.putInt(chunk.data.length);
            int start = out.position();
            out.put(chunk.type.getBytes(StandardCharsets.ISO_8859_1)).put(chunk.data);
            CRC32 crc = new CRC32();
            crc.update(out.array(), start, 4 + chunk.data.length);
            out.putInt((int) crc.getValue());
        }
        return out.array();
    }
}
