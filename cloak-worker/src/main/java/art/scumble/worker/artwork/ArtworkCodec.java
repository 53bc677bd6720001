package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads artworks by their first bytes, whatever their name says, and refuses what it could not give back as it was. */
public final class ArtworkCodec {
    private record Signature(String format, int offset, String bytes) {}

    private static final List<Signature> FOREIGN = List.of(
            new Signature("GIF", 0, "GIF8"),
            new Signature("WebP", 8, "WEBP"),
            new Signature("TIFF", 0, "II*\0"),
            new Signature("TIFF", 0, "MM\0*"),
            new Signature("BigTIFF", 0, "II+\0"),
            new Signature("AVIF or HEIF", 4, "ftyp"),
            new Signature("BMP", 0, "BM"),
            new Signature("JPEG XL", 0, "\u00ff\n"),
            new Signature("JPEG XL", 4, "JXL "),
            new Signature("JPEG 2000", 4, "jP  "),
            new Signature("PSD", 0, "8BPS"));

    private final DecodingLimits limits;

    public ArtworkCodec(DecodingLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a whole file.
     *
     * @throws PermanentFailure naming the property if Scumble does not take the file
     */
    public DecodedArtwork decode(byte[] file) {
        if (file.length == 0) {
            throw new PermanentFailure(FailureCode.EMPTY_FILE, "the file has no bytes");
        }
        try {
            if (startsWith(file, 0, "\u0089PNG\r\n\u001a\n")) {
                return PngArtwork.decode(file, limits);
            }
            if (startsWith(file, 0, "\u00ff\u00d8\u00ff")) {
                return JpegArtwork.decode(file, limits);
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the file contradicts itself", e);
        }
        throw refusal(file);
    }

    private static PermanentFailure refusal(byte[] file) {
        for (Signature signature : FOREIGN) {
            if (startsWith(file, signature.offset(), signature.bytes())) {
                boolean moving = isAnimated(file, signature.format());
                return new PermanentFailure(
                        moving ? FailureCode.ANIMATED_OR_MULTIPAGE : FailureCode.UNSUPPORTED_FORMAT,
                        moving ? "an animated " + signature.format() : signature.format() + " is not supported");
            }
        }
        return new PermanentFailure(FailureCode.NOT_AN_IMAGE, "the bytes are neither PNG nor JPEG");
    }

    private static boolean isAnimated(byte[] file, String format) {
        return switch (format) {
            case "GIF" -> GifFrames.several(file);
            case "WebP" -> startsWith(file, 12, "VP8X") && file.length > 20 && (file[20] & 2) != 0;
            default -> false;
        };
    }

    private static boolean startsWith(byte[] file, int offset, String bytes) {
        byte[] expected = bytes.getBytes(StandardCharsets.ISO_8859_1);
        return file.length >= offset + expected.length
                && Arrays.equals(file, offset, offset + expected.length, expected, 0, expected.length);
    }
}
