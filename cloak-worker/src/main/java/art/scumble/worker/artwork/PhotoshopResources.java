package art.scumble.worker.artwork;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Photoshop's image resource blocks, of which two kinds hold thumbnails. */
final class PhotoshopResources {
    private static final int SIGNATURE = 0x3842494D;
    private static final int OLD_THUMBNAIL = 1033;
    private static final int THUMBNAIL = 1036;

    private PhotoshopResources() {}

    /** The blocks without thumbnails; empty if they can't be understood, and are then to be dropped. */
    static Optional<byte[]> withoutThumbnails(byte[] blocks) {
        ByteBuffer in = ByteBuffer.wrap(blocks);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at + 12 <= blocks.length) {
            int name = blocks[at + 6] & 0xFF;
            int sizeAt = at + 6 + (name + 2) / 2 * 2;
            if (in.getInt(at) != SIGNATURE || sizeAt + 4 > blocks.length) {
                return Optional.empty();
            }
            long size = Integer.toUnsignedLong(in.getInt(sizeAt));
            long end = sizeAt + 4 + (size + 1) / 2 * 2;
            if (sizeAt + 4 + size > blocks.length) {
                return Optional.empty();
            }
            int next = (int) Math.min(end, blocks.length);
            int kind = in.getShort(at + 4);
            if (kind != OLD_THUMBNAIL && kind != THUMBNAIL) {
                out.write(blocks, at, next - at);
            }
            at = next;
        }
        return Optional.of(out.toByteArray());
    }
}
