package art.scumble.worker.artwork;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Thumbnails in XMP packets, which show the picture without its cloak.
 *
 * @see <a href="https://developer.adobe.com/xmp/docs/XMPNamespaces/xmp/">XMP, xmp:Thumbnails</a>
 */
final class Xmp {
    /** Namespace of a packet in a JPEG's APP1. */
    static final String JPEG_PACKET = "http://ns.adobe.com/xap/1.0/\0";

    /** Namespace of the pieces of a longer packet. */
    static final String JPEG_EXTENSION = "http://ns.adobe.com/xmp/extension/\0";

    /** Keyword of a packet in a PNG's iTXt. */
    static final String PNG_KEYWORD = "XML:com.adobe.xmp";

    private static final List<String> ELEMENTS = List.of("xmp:Thumbnails", "xap:Thumbnails");
    private static final List<String> IMAGES = List.of("GImg:image", ":Thumbnails");

    private Xmp() {}

    /** The packet with blanks for its thumbnails, as long as before; empty if they could not be told from the rest. */
    static Optional<byte[]> withoutThumbnails(byte[] packet) {
        if (!holdsThumbnails(packet)) {
            return Optional.of(packet);
        }
        byte[] plain = packet.clone();
        for (String element : ELEMENTS) {
            blank(plain, text(packet), element);
        }
        return holdsThumbnails(plain) ? Optional.empty() : Optional.of(plain);
    }

    /** Searches forward only: a packet of a thousand openings and no end must not take a thousand searches for it. */
    private static void blank(byte[] plain, String text, String element) {
        String ending = "</" + element;
        int start = text.indexOf("<" + element);
        while (start >= 0) {
            int closing = text.indexOf(ending, start);
            int end = closing < 0 ? -1 : text.indexOf('>', closing);
            if (end < 0) {
                return;
            }
            Arrays.fill(plain, start, end + 1, (byte) ' ');
            start = text.indexOf("<" + element, end);
        }
    }

    /** Whether a packet, or what was put together from its pieces, holds thumbnails. */
    static boolean holdsThumbnails(byte[] packet) {
        String text = text(packet);
        return IMAGES.stream().anyMatch(text::contains);
    }

    private static String text(byte[] packet) {
        return new String(packet, StandardCharsets.ISO_8859_1);
    }
}
