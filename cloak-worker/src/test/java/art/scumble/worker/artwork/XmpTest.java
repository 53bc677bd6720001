package art.scumble.worker.artwork;

import static art.scumble.worker.artwork.SampleFiles.withSegment;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmpTest {
    private static final String PACKET = "<x:xmpmeta><dc:creator>Berthe</dc:creator>"
            + "<xmp:Thumbnails><rdf:Alt><xmpGImg:image>SECRET</xmpGImg:image></rdf:Alt></xmp:Thumbnails></x:xmpmeta>";

    private final ArtworkCodec codec = new ArtworkCodec(DecodingLimits.DEFAULT);
    private final Pixels pixels = SampleFiles.pixels(80, 80, ColourModel.RGB, 3);

    @Test
    void blanksTheThumbnailsOfAPacketAndKeepsTheRest() {
        // When
        byte[] plain = Xmp.withoutThumbnails(bytes(PACKET)).orElseThrow();
        // Then
        assertThat(plain).hasSameSizeAs(bytes(PACKET));
        assertThat(text(plain)).contains("Berthe", "</x:xmpmeta>").doesNotContain("SECRET", "Thumbnails");
    }

    @Test
    void dropsAPacketWhoseThumbnailsItCannotTellFromTheRest() {
        assertThat(Xmp.withoutThumbnails(bytes("<xmp:Thumbnails>SECRET"))).isEmpty();
        assertThat(Xmp.withoutThumbnails(bytes("<dc:creator>Berthe</dc:creator>")))
                .isPresent();
    }

    @Test
    void readsAPacketOfNothingButOpeningsOnce() {
        // Given
        byte[] openings = bytes("<xmp:Thumbnails ".repeat(1 << 19));
        // When
        // Then
        assertThat(Xmp.withoutThumbnails(openings)).isEmpty();
    }

    @Test
    void letsNoThumbnailThroughInAJpeg() {
        // Given
        byte[] jpeg = SampleFiles.jpeg(pixels, 0.8f, false);
        byte[] packet = withSegment(jpeg, 0xE1, bytes(Xmp.JPEG_PACKET + PACKET));
        String piece = Xmp.JPEG_EXTENSION + "0123456789ABCDEF0123456789ABCDEF" + "lengoffs";
        byte[] first = withSegment(jpeg, 0xE1, bytes(piece + "<xmpGImg:image>SECRET"));
        byte[] both = withSegment(first, 0xE1, bytes(piece + "SECRET</xmpGImg:image>"));
        // Then
        assertThat(text(again(packet))).contains("Berthe").doesNotContain("SECRET");
        assertThat(text(again(both))).doesNotContain("SECRET");
    }

    @Test
    void letsNoThumbnailThroughInAPng() {
        // Given
        byte[] open = bytes(Xmp.PNG_KEYWORD + "\0\0\0\0\0" + PACKET);
        byte[] deflated = SampleFiles.deflate(bytes(PACKET));
        String header = Xmp.PNG_KEYWORD + "\0\1\0\0\0";
        byte[] packed = bytes(header + text(deflated));
        // Then
        assertThat(text(again(SampleFiles.png(pixels, new PngChunk("iTXt", open)))))
                .contains("Berthe")
                .doesNotContain("SECRET");
        PngChunk raw = new PngChunk("tEXt", bytes("Raw profile type xmp\0\nxmp\n 6\n534543524554\n"));
        assertThat(text(again(SampleFiles.png(pixels, raw)))).doesNotContain("534543524554");
        assertThat(text(again(SampleFiles.png(pixels, new PngChunk("iTXt", packed)))))
                .doesNotContain(text(deflated));
    }

    private byte[] again(byte[] file) {
        DecodedArtwork artwork = codec.decode(file);
        return artwork.encode(artwork.pixels());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
