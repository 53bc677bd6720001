package art.scumble.gateway.admission;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import java.nio.charset.StandardCharsets;

/** What a file is by its first bytes; its name and its header are not asked. Workers look further. */
final class FirstBytes {
    private FirstBytes() {}

    static MediaType mediaType(byte[] file) {
        if (file.length == 0) {
            throw new PermanentFailure(FailureCode.EMPTY_FILE, "the file has no bytes");
        }
        String head = new String(file, 0, Math.min(16, file.length), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return MediaType.PNG;
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return MediaType.JPEG;
        }
        throw refusal(head, file);
    }

    private static PermanentFailure refusal(String head, byte[] file) {
        if (head.startsWith("GIF8") || head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            boolean webp = head.startsWith("RIFF");
            boolean moving = webp
                    ? head.startsWith("VP8X", 12) && file.length > 20 && (file[20] & 2) != 0
                    : new String(file, StandardCharsets.ISO_8859_1).contains("NETSCAPE2.0");
            return new PermanentFailure(
                    moving ? FailureCode.ANIMATED_OR_MULTIPAGE : FailureCode.UNSUPPORTED_FORMAT,
                    (moving ? "an animated " : "not supported: ") + (webp ? "WebP" : "GIF"));
        }
        boolean image = head.startsWith("II*\0")
                || head.startsWith("MM\0*")
                || head.startsWith("BM")
                || head.startsWith("ftyp", 4)
                || head.startsWith("8BPS")
                || head.startsWith("JXL ", 4);
        return image
                ? new PermanentFailure(FailureCode.UNSUPPORTED_FORMAT, "the file is an image, but neither PNG nor JPEG")
                : new PermanentFailure(FailureCode.NOT_AN_IMAGE, "the bytes are no image that Scumble knows");
    }
}
