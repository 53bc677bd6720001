package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Says what a file is that is neither PNG nor JPEG, by its first bytes. */
final class ForeignFormat {
    private static final Set<String> STILL_BRANDS = Set.of("avif", "heic", "heix", "heim", "heis", "mif1");
    private static final Set<String> MOVING_BRANDS = Set.of("avis", "hevc", "hevx", "hevm", "hevs", "msf1");
    private static final int CLASSIC_TIFF_ENTRY = 12;

    private record Signature(String format, int offset, String bytes) {}

    private static final List<Signature> SIGNATURES = List.of(
            new Signature("GIF", 0, "GIF8"),
            new Signature("WebP", 8, "WEBP"),
            new Signature("TIFF", 0, "II*\0"),
            new Signature("TIFF", 0, "MM\0*"),
            new Signature("BigTIFF", 0, "II+\0"),
            new Signature("BigTIFF", 0, "MM\0+"),
            new Signature("BMP", 0, "BM"),
            new Signature("JPEG XL", 0, "\u00ff\n"),
            new Signature("JPEG XL", 4, "JXL "),
            new Signature("JPEG 2000", 4, "jP  "),
            new Signature("JPEG 2000", 0, "\u00ffO\u00ffQ"),
            new Signature("MNG", 0, "\u008aMNG"),
            new Signature("PSD", 0, "8BPS"));

    private ForeignFormat() {}

    static PermanentFailure refusal(byte[] file) {
        for (Signature signature : SIGNATURES) {
            if (startsWith(file, signature.offset(), signature.bytes())) {
                return refusal(signature.format(), hasSeveralPictures(file, signature.format()));
            }
        }
        if (startsWith(file, 4, "ftyp") && file.length >= 12) {
            String brand = new String(file, 8, 4, StandardCharsets.ISO_8859_1);
            if (STILL_BRANDS.contains(brand) || MOVING_BRANDS.contains(brand)) {
                return refusal("AVIF or HEIF", MOVING_BRANDS.contains(brand));
            }
        }
        return new PermanentFailure(FailureCode.NOT_AN_IMAGE, "the bytes are neither PNG nor JPEG");
    }

    private static PermanentFailure refusal(String format, boolean several) {
        return several
                ? new PermanentFailure(FailureCode.ANIMATED_OR_MULTIPAGE, "a " + format + " of more than one picture")
                : new PermanentFailure(FailureCode.UNSUPPORTED_FORMAT, format + " is not supported");
    }

    private static boolean hasSeveralPictures(byte[] file, String format) {
        return switch (format) {
            case "GIF" -> GifFrames.several(file);
            case "WebP" -> startsWith(file, 12, "VP8X") && file.length > 20 && (file[20] & 2) != 0;
            case "TIFF" -> hasSecondPage(ByteBuffer.wrap(file));
            default -> false;
        };
    }

    /** Whether the first directory links to another; a file too short to say so has one page. */
    private static boolean hasSecondPage(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        try {
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xFFFF;
            return tiff.getInt(directory + 2 + entries * CLASSIC_TIFF_ENTRY) != 0;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    static boolean startsWith(byte[] file, int offset, String bytes) {
        byte[] expected = bytes.getBytes(StandardCharsets.ISO_8859_1);
        return file.length >= offset + expected.length
                && Arrays.equals(file, offset, offset + expected.length, expected, 0, expected.length);
    }
}
