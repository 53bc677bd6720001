package art.scumble.worker.artwork;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Exif blocks, read no further than needed to cut out the thumbnail, which still shows the picture without its cloak.
 * Only the first two directories are walked, each once, so that no block can make us work or allocate.
 */
final class Exif {
    private static final int ENTRY = 12;
    private static final int MOST_ENTRIES = 1000;
    private static final int THUMBNAIL_OFFSET = 0x0201;
    private static final int THUMBNAIL_LENGTH = 0x0202;
    private static final int STRIP_OFFSETS = 0x0111;

    private Exif() {}

    /**
     * The block without its thumbnail, of the same length and with all other bytes where they were; empty if the block
     * can't be understood, and is then to be dropped: a thumbnail may hide in it.
     *
     * @param tiff from the byte order mark on
     */
    static Optional<byte[]> withoutThumbnail(byte[] tiff) {
        byte[] out = tiff.clone();
        ByteBuffer block = ByteBuffer.wrap(out);
        try {
            int mark = block.getShort(0);
            if (mark != 0x4949 && mark != 0x4D4D) {
                return Optional.empty();
            }
            block.order(mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            if (block.getShort(2) != 42) {
                return Optional.empty();
            }
            int link = endOfDirectory(block, block.getInt(4));
            int second = block.getInt(link);
            if (second == 0) {
                return Optional.of(out);
            }
            // A directory of strips could point anywhere: such a thumbnail goes with its whole block.
            if (find(block, second, STRIP_OFFSETS) != 0 && find(block, second, THUMBNAIL_OFFSET) == 0) {
                return Optional.empty();
            }
            erase(block, second, link);
            return Optional.of(out);
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static void erase(ByteBuffer block, int directory, int link) {
        int offset = find(block, directory, THUMBNAIL_OFFSET);
        int length = find(block, directory, THUMBNAIL_LENGTH);
        if (offset > 0 && length > 0) {
            int end = Math.min(block.capacity(), Math.addExact(offset, length));
            for (int i = offset; i < end; i++) {
                block.put(i, (byte) 0);
            }
        }
        block.putInt(link, 0);
    }

    private static int find(ByteBuffer block, int directory, int tag) {
        int entries = entries(block, directory);
        for (int i = 0; i < entries; i++) {
            int at = directory + 2 + i * ENTRY;
            if ((block.getShort(at) & 0xFFFF) == tag) {
                return block.getInt(at + 8);
            }
        }
        return 0;
    }

    private static int endOfDirectory(ByteBuffer block, int directory) {
        return directory + 2 + entries(block, directory) * ENTRY;
    }

    private static int entries(ByteBuffer block, int directory) {
        int entries = block.getShort(directory) & 0xFFFF;
        if (entries > MOST_ENTRIES) {
            throw new IndexOutOfBoundsException("more entries than any camera writes");
        }
        return entries;
    }
}
