package art.scumble.gateway.admission;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Tells what a file is by its first bytes, never by its name or by what an uploader claims. */
final class ImageSignature {
    private static final int HEAD_BYTES = 32;
    private static final String PNG = "\u0089PNG\r\n\u001a\n";
    private static final String JPEG = "\u00ff\u00d8\u00ff";
    private static final int WEBP_ANIMATION_FLAG = 0x02;
    private static final Set<String> HEIF_BRANDS =
            Set.of("avif", "avis", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

    private ImageSignature() {}

    /** The type of a file; refuses what Scumble doesn't take, with the name of the format where it is known. */
    static MediaType of(Path file) throws IOException {
        return of(() -> Files.newInputStream(file));
    }

    /** The same, of bytes that may end early: then an animated GIF may count as a single picture. */
    static MediaType of(Opening file) throws IOException {
        String head = head(file);
        if (head.isEmpty()) {
            throw new PermanentFailure(FailureCode.EMPTY_FILE, "the file has no bytes");
        }
        if (head.startsWith(PNG)) {
            return MediaType.PNG;
        }
        if (head.startsWith(JPEG)) {
            return MediaType.JPEG;
        }
        if (isGif(head) && GifFrames.moreThanOne(file)) {
            throw animated("GIF");
        }
        if (isAnimatedWebp(head) || head.startsWith("ftypavis", 4)) {
            throw animated(head.startsWith("RIFF") ? "WebP" : "AVIF");
        }
        throw refused(formatOf(head));
    }

    private static String head(Opening file) throws IOException {
        try (InputStream in = file.open()) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean isGif(String head) {
        return head.startsWith("GIF87a") || head.startsWith("GIF89a");
    }

    private static boolean isAnimatedWebp(String head) {
        return head.startsWith("RIFF")
                && head.startsWith("WEBPVP8X", 8)
                && head.length() > 20
                && (head.charAt(20) & WEBP_ANIMATION_FLAG) != 0;
    }

    /** The name of a known image format that Scumble doesn't take, or an empty text. */
    private static String formatOf(String head) {
        if (isGif(head)) {
            return "GIF";
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return "WebP";
        }
        if (head.startsWith("II*\0") || head.startsWith("MM\0*") || head.startsWith("II+\0")) {
            return "TIFF";
        }
        if (head.startsWith("ftyp", 4) && head.length() >= 12 && HEIF_BRANDS.contains(head.substring(8, 12))) {
            return head.startsWith("avi", 8) ? "AVIF" : "HEIF";
        }
        if (head.startsWith("\u00ff\n") || head.startsWith("\0\0\0\fJXL ")) {
            return "JPEG XL";
        }
        if (head.startsWith("\0\0\0\fjP  ")) {
            return "JPEG 2000";
        }
        if (head.startsWith("8BPS")) {
            return "Photoshop";
        }
        if (head.startsWith("BM") && head.startsWith("\0\0\0\0", 6)) {
            return "BMP";
        }
        return head.toLowerCase(Locale.ROOT).contains("<svg") ? "SVG" : "";
    }

    private static PermanentFailure refused(String format) {
        return format.isEmpty()
                ? new PermanentFailure(FailureCode.NOT_AN_IMAGE, "the bytes are no image that Scumble knows")
                : new PermanentFailure(
                        FailureCode.UNSUPPORTED_FORMAT, "the file is " + format + ", neither PNG nor JPEG");
    }

    private static PermanentFailure animated(String format) {
        return new PermanentFailure(FailureCode.ANIMATED_OR_MULTIPAGE, "the file is an animation (" + format + ")");
    }

    /** Counts the pictures of a GIF by its block structure; a broken one counts as what was seen of it. */
    private static final class GifFrames {
        private static final int EXTENSION = 0x21;
        private static final int IMAGE = 0x2c;

        static boolean moreThanOne(Opening file) throws IOException {
            try (InputStream in = new BufferedInputStream(file.open())) {
                in.skipNBytes(10);
                int flags = in.read();
                in.skipNBytes(2);
                in.skipNBytes(tableBytes(flags));
                int frames = 0;
                for (int block = in.read(); block == EXTENSION || block == IMAGE; block = in.read()) {
                    if (block == EXTENSION) {
                        in.skipNBytes(1);
                    } else if (++frames > 1) {
                        return true;
                    } else {
                        in.skipNBytes(8);
                        in.skipNBytes(tableBytes(in.read()) + 1);
                    }
                    skipSubBlocks(in);
                }
                return false;
            } catch (EOFException e) {
                return false;
            }
        }

        private static int tableBytes(int flags) {
            return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 0x07) + 1);
        }

        private static void skipSubBlocks(InputStream in) throws IOException {
            for (int size = in.read(); size > 0; size = in.read()) {
                in.skipNBytes(size);
            }
        }
    }
}
