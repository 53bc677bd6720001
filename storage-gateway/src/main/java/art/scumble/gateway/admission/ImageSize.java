package art.scumble.gateway.admission;

import art.scumble.contract.MediaType;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How many pixels a file says it has: not to be trusted, but enough to guess how long it will take. */
final class ImageSize {
    private static final int PNG_BEFORE_WIDTH = 16;
    private static final int MOST_SEGMENTS = 10_000;
    private static final int PREFIX = 0xff;

    private ImageSize() {}

    /** Width by height of the header; empty if it can't be read. */
    static OptionalLong pixels(Path file, MediaType type) throws IOException {
        return pixels(() -> Files.newInputStream(file), type);
    }

    /** The same, of bytes that may end early. */
    static OptionalLong pixels(Opening file, MediaType type) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(file.open()))) {
            return type == MediaType.PNG ? ofPng(in) : ofJpeg(in);
        } catch (EOFException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong ofPng(DataInputStream in) throws IOException {
        in.skipNBytes(PNG_BEFORE_WIDTH);
        return product(in.readInt(), in.readInt());
    }

    private static OptionalLong ofJpeg(DataInputStream in) throws IOException {
        in.skipNBytes(2);
        for (int segments = 0; segments < MOST_SEGMENTS; segments++) {
            int marker = marker(in);
            if (marker == 0xd9 || marker == 0xda) {
                break;
            }
            if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
                continue;
            }
            int length = in.readUnsignedShort();
            if (isFrame(marker)) {
                in.skipNBytes(1);
                return product(in.readUnsignedShort(), in.readUnsignedShort());
            }
            in.skipNBytes(Math.max(0, length - 2));
        }
        return OptionalLong.empty();
    }

    private static int marker(DataInputStream in) throws IOException {
        int next = in.readUnsignedByte();
        while (next != PREFIX) {
            next = in.readUnsignedByte();
        }
        while (next == PREFIX) {
            next = in.readUnsignedByte();
        }
        return next;
    }

    /** A start of frame, of any of JPEG's processes. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static OptionalLong product(int first, int second) {
        return first > 0 && second > 0 ? OptionalLong.of((long) first * second) : OptionalLong.empty();
    }
}
