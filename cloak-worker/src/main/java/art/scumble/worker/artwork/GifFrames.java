package art.scumble.worker.artwork;

/** Counts the frames of a GIF by its blocks, without decoding one. */
final class GifFrames {
    private static final int HEADER = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;

    private GifFrames() {}

    /** Whether there is more than one frame; a file that ends early has as many as were seen. */
    static boolean several(byte[] file) {
        int at = HEADER + table(file, 10);
        int frames = 0;
        while (at + 1 < file.length && frames < 2) {
            if (file[at] == EXTENSION) {
                at = skipBlocks(file, at + 2);
            } else if (file[at] == IMAGE) {
                frames++;
                at = skipBlocks(file, at + 11 + table(file, at + 9));
            } else {
                break;
            }
        }
        return frames > 1;
    }

    /** Bytes of the colour table that a flags byte announces. */
    private static int table(byte[] file, int flagsAt) {
        int flags = flagsAt < file.length ? file[flagsAt] : 0;
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int skipBlocks(byte[] file, int start) {
        int at = start;
        while (at < file.length && file[at] != 0) {
            at += 1 + (file[at] & 0xFF);
        }
        return at + 1;
    }
}
