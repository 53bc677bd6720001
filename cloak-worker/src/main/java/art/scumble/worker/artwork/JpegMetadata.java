package art.scumble.worker.artwork;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The application and comment segments that a cloaked file keeps: all of them, byte for byte, but for thumbnails, which
 * still show the picture without its cloak, and C2PA claims, which hold thumbnails and whose signature would be broken.
 */
final class JpegMetadata {
    private static final String EXIF = "Exif\0\0";
    private static final String PHOTOSHOP = "Photoshop 3.0\0";
    private static final String ICC = "ICC_PROFILE\0";
    private static final int ICC_HEADER = 14;

    /** Digest, whole length and offset, before each piece. */
    private static final int EXTENSION_HEADER = 32 + 4 + 4;

    private JpegMetadata() {}

    static List<byte[]> kept(JpegSegments segments) {
        List<byte[]> kept = new ArrayList<>();
        boolean extensionKept = !Xmp.holdsThumbnails(extension(segments));
        for (JpegSegments.Segment segment : segments.segments()) {
            boolean metadata = segment.isApplication() || segment.marker() == JpegSegments.COM;
            if (metadata && (extensionKept || !isExtension(segment))) {
                withoutThumbnail(segment).ifPresent(kept::add);
            }
        }
        return kept;
    }

    private static boolean isExtension(JpegSegments.Segment segment) {
        return segment.marker() == 0xE1 && segment.startsWith(Xmp.JPEG_EXTENSION);
    }

    /** The pieces of an extended XMP packet, put together: a thumbnail fills several. */
    private static byte[] extension(JpegSegments segments) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        for (JpegSegments.Segment segment : segments.segments()) {
            if (isExtension(segment)) {
                int start = Math.min(
                        segment.bytes().length,
                        JpegSegments.Segment.PAYLOAD + Xmp.JPEG_EXTENSION.length() + EXTENSION_HEADER);
                packet.write(segment.bytes(), start, segment.bytes().length - start);
            }
        }
        return packet.toByteArray();
    }

    private static Optional<byte[]> withoutThumbnail(JpegSegments.Segment segment) {
        byte[] bytes = segment.bytes();
        int marker = segment.marker();
        boolean claims = marker == 0xEB && segment.startsWith("JP");
        boolean oldThumbnails = marker == 0xED && segment.startsWith("Adobe_Photoshop2.5:");
        boolean flashpix = marker == 0xE2 && segment.startsWith("FPXR\0");
        if (claims || oldThumbnails || flashpix || marker == JpegSegments.APP0 && segment.startsWith("JFXX\0")) {
            return Optional.empty();
        }
        if (marker == JpegSegments.APP0 && segment.startsWith("JFIF\0") && bytes.length > 18) {
            byte[] plain = Arrays.copyOf(bytes, 18);
            plain[2] = 0;
            plain[3] = 16;
            plain[16] = 0;
            plain[17] = 0;
            return Optional.of(plain);
        }
        if (marker == 0xE1 && segment.startsWith(EXIF)) {
            int start = JpegSegments.Segment.PAYLOAD + EXIF.length();
            return Exif.withoutThumbnail(Arrays.copyOfRange(bytes, start, bytes.length))
                    .map(block -> segment(marker, EXIF, block));
        }
        if (marker == 0xE1 && segment.startsWith(Xmp.JPEG_PACKET)) {
            return Xmp.withoutThumbnails(bytes);
        }
        if (marker == 0xED && segment.startsWith(PHOTOSHOP)) {
            return PhotoshopResources.withoutThumbnails(
                            Arrays.copyOfRange(bytes, JpegSegments.Segment.PAYLOAD + PHOTOSHOP.length(), bytes.length))
                    .map(block -> segment(marker, PHOTOSHOP, block));
        }
        return Optional.of(bytes);
    }

    private static byte[] segment(int marker, String name, byte[] block) {
        byte[] prefix = name.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer out = ByteBuffer.allocate(JpegSegments.Segment.PAYLOAD + prefix.length + block.length);
        out.put((byte) 0xFF).put((byte) marker).putShort((short) (out.capacity() - 2));
        return out.put(prefix).put(block).array();
    }

    /** As the first Exif block tells it, 1 to 8. */
    static int orientation(JpegSegments segments) {
        for (JpegSegments.Segment segment : segments.segments()) {
            if (segment.marker() == 0xE1 && segment.startsWith(EXIF)) {
                int start = JpegSegments.Segment.PAYLOAD + EXIF.length();
                return Exif.orientation(Arrays.copyOfRange(segment.bytes(), start, segment.bytes().length));
            }
        }
        return 1;
    }

    /** Refuses a profile whose pieces do not fit together, or that is broken in itself. */
    static void checkProfile(JpegSegments segments, boolean grey) {
        List<JpegSegments.Segment> pieces = segments.segments().stream()
                .filter(segment -> segment.marker() == 0xE2 && segment.startsWith(ICC))
                .sorted(Comparator.comparingInt(segment -> segment.at(12)))
                .toList();
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        for (int i = 0; i < pieces.size(); i++) {
            JpegSegments.Segment piece = pieces.get(i);
            if (piece.at(12) != i + 1 || piece.at(13) != pieces.size()) {
                throw IccProfile.refusal("has pieces that do not fit together");
            }
            int start = JpegSegments.Segment.PAYLOAD + ICC_HEADER;
            profile.write(piece.bytes(), start, piece.bytes().length - start);
        }
        if (!pieces.isEmpty()) {
            IccProfile.check(profile.toByteArray(), grey);
        }
    }
}
