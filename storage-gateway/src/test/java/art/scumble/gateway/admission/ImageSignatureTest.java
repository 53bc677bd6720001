package art.scumble.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSignatureTest {
    private static final String GIF_HEADER = "GIF89a\1\0\1\0\u0080\0\0" + "\0\0\0\1\1\1";
    private static final String GIF_LOOP = "!\u00ff\13NETSCAPE2.0\3\1\0\0\0";
    private static final String GIF_FRAME = "!\u00f9\4\0\0\0\0\0" + ",\0\0\0\0\1\0\1\0\0\2\2D\1\0";

    @TempDir
    Path folder;

    @Test
    void knowsPngAndJpegByTheirBytes() throws IOException {
        assertThat(ImageSignature.of(file("\u0089PNG\r\n\u001a\n…"))).isEqualTo(MediaType.PNG);
        assertThat(ImageSignature.of(file("\u00ff\u00d8\u00ff\u00e0"))).isEqualTo(MediaType.JPEG);
    }

    @Test
    void namesFormatsThatItDoesNotTake() throws IOException {
        assertRefused(GIF_HEADER + GIF_FRAME + ";", FailureCode.UNSUPPORTED_FORMAT, "GIF");
        assertRefused("RIFF\1\1\0\0WEBPVP8 ", FailureCode.UNSUPPORTED_FORMAT, "WebP");
        assertRefused("II*\0\10\0\0\0", FailureCode.UNSUPPORTED_FORMAT, "TIFF");
        assertRefused("\0\0\0\34ftypavif", FailureCode.UNSUPPORTED_FORMAT, "AVIF");
        assertRefused("\0\0\0\30ftypheic", FailureCode.UNSUPPORTED_FORMAT, "HEIF");
        assertRefused("BM\1\1\1\1\0\0\0\0", FailureCode.UNSUPPORTED_FORMAT, "BMP");
    }

    @Test
    void refusesAnimations() throws IOException {
        assertRefused(GIF_HEADER + GIF_LOOP + GIF_FRAME + GIF_FRAME + ";", FailureCode.ANIMATED_OR_MULTIPAGE, "GIF");
        assertRefused("RIFF\1\1\0\0WEBPVP8X\12\0\0\0\2\0\0\0", FailureCode.ANIMATED_OR_MULTIPAGE, "WebP");
    }

    @Test
    void refusesWhatIsNoImage() throws IOException {
        assertRefused("hello", FailureCode.NOT_AN_IMAGE, "");
        assertRefused("\u0089PNG", FailureCode.NOT_AN_IMAGE, "");
        assertRefused("GIF89a", FailureCode.UNSUPPORTED_FORMAT, "GIF");
        assertRefused("MZ", FailureCode.NOT_AN_IMAGE, "");
    }

    private void assertRefused(String bytes, FailureCode code, String named) throws IOException {
        Path file = file(bytes);
        assertThatThrownBy(() -> ImageSignature.of(file))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessageContaining(named);
    }

    private Path file(String bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "f", ""), bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
