package art.scumble.worker.artwork;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Exif blocks, read no further than needed to cut out the thumbnail, which still shows the picture without its cloak.
 * Only the first two directories are walked, each once, so that no block can make us work or allocate.
 */
final class Exif {
    private static final int ENTRY = 12;
    private static final int MOST_ENTRIES = 1000;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ORIENTATION = 0x0112;
    private static final int STRIP_OFFSETS = 0x0111;
    private static final int SUB_DIRECTORIES = 0x014A;
    private static final int THUMBNAIL_OFFSET = 0x0201;
    private static final int THUMBNAIL_LENGTH = 0x0202;

    private final ByteBuffer block;

    private Exif(ByteBuffer block) {
        this.block = block;
    }

    /**
     * The block without its thumbnail, of the same length and with all other bytes where they were. A block that can't
     * be understood may hide a thumbnail, and so only its orientation is kept, without which the picture would lie on
     * its side; empty if it has none.
     *
     * @param tiff from the byte order mark on
     */
    static Optional<byte[]> withoutThumbnail(byte[] tiff) {
        byte[] out = tiff.clone();
        try {
            Exif exif = new Exif(ByteBuffer.wrap(out).order(order(tiff)));
            if (exif.block.getShort(2) != 42) {
                return Optional.empty();
            }
            int first = exif.block.getInt(4);
            int orientation = exif.orientation(first);
            try {
                if (exif.erasesThumbnail(first)) {
                    return Optional.of(out);
                }
            } catch (IndexOutOfBoundsException e) {
                return onlyOrientation(orientation);
            }
            return onlyOrientation(orientation);
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Whether the block can be understood and holds no thumbnail. */
    static boolean hasNoThumbnail(byte[] tiff) {
        return withoutThumbnail(tiff).filter(kept -> Arrays.equals(kept, tiff)).isPresent();
    }

    /** The orientation that the block tells, 1 to 8; 1 if it tells none. */
    static int orientation(byte[] tiff) {
        try {
            Exif exif = new Exif(ByteBuffer.wrap(tiff).order(order(tiff)));
            int orientation = exif.orientation(exif.block.getInt(4));
            return orientation >= 1 && orientation <= 8 ? orientation : 1;
        } catch (IndexOutOfBoundsException e) {
            return 1;
        }
    }

    private static ByteOrder order(byte[] tiff) {
        if (tiff.length > 1 && tiff[0] == tiff[1] && (tiff[0] == 'I' || tiff[0] == 'M')) {
            return tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        }
        throw new IndexOutOfBoundsException("no byte order mark");
    }

    private static Optional<byte[]> onlyOrientation(int orientation) {
        if (orientation < 1 || orientation > 8) {
            return Optional.empty();
        }
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + ENTRY + 4);
        tiff.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8).putShort((short) 1);
        tiff.putShort((short) ORIENTATION).putShort((short) SHORT).putInt(1).putShort((short) orientation);
        return Optional.of(tiff.array());
    }

    /** Orientation of the main directory, read even where what follows it is damaged; 0 if there is none. */
    private int orientation(int directory) {
        int entry = entry(directory, ORIENTATION);
        return entry == 0 ? 0 : (int) value(entry);
    }

    /** False if there may be a picture that this can't find. */
    private boolean erasesThumbnail(int first) {
        boolean pictures = entry(first, THUMBNAIL_OFFSET) != 0
                || entry(first, STRIP_OFFSETS) != 0
                || entry(first, SUB_DIRECTORIES) != 0;
        int link = endOfDirectory(first);
        int second = block.getInt(link);
        if (second == 0 || pictures) {
            return !pictures;
        }
        boolean more = block.getInt(endOfDirectory(second)) != 0;
        if (more || entry(second, STRIP_OFFSETS) != 0 || entry(second, SUB_DIRECTORIES) != 0) {
            return false;
        }
        return erases(second, link);
    }

    private boolean erases(int directory, int link) {
        int offsetAt = entry(directory, THUMBNAIL_OFFSET);
        int lengthAt = entry(directory, THUMBNAIL_LENGTH);
        if (offsetAt != 0 || lengthAt != 0) {
            long offset = offsetAt == 0 ? -1 : value(offsetAt);
            long end = lengthAt == 0 ? -1 : offset + value(lengthAt);
            // Erasing what the main directory lies in would turn the picture.
            if (offset < link + 4 || end < offset || end > block.capacity()) {
                return false;
            }
            for (int i = (int) offset; i < end; i++) {
                block.put(i, (byte) 0);
            }
        }
        block.putInt(link, 0);
        return true;
    }

    /** Where the entry of this tag lies; 0 if there is none. */
    private int entry(int directory, int tag) {
        int entries = entries(directory);
        for (int i = 0; i < entries; i++) {
            int at = directory + 2 + i * ENTRY;
            if ((block.getShort(at) & 0xFFFF) == tag) {
                return at;
            }
        }
        return 0;
    }

    private long value(int entry) {
        return switch (block.getShort(entry + 2)) {
            case SHORT -> block.getShort(entry + 8) & 0xFFFF;
            case LONG -> Integer.toUnsignedLong(block.getInt(entry + 8));
            default -> -1;
        };
    }

    private int endOfDirectory(int directory) {
        return directory + 2 + entries(directory) * ENTRY;
    }

    private int entries(int directory) {
        int entries = block.getShort(directory) & 0xFFFF;
        if (entries > MOST_ENTRIES) {
            throw new IndexOutOfBoundsException("more entries than any camera writes");
        }
        return entries;
    }
}
