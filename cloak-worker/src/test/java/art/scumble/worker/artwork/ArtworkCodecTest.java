package art.scumble.worker.artwork;

import static art.scumble.worker.artwork.SampleFiles.exif;
import static art.scumble.worker.artwork.SampleFiles.iccChunk;
import static art.scumble.worker.artwork.SampleFiles.iccProfile;
import static art.scumble.worker.artwork.SampleFiles.jpeg;
import static art.scumble.worker.artwork.SampleFiles.pixels;
import static art.scumble.worker.artwork.SampleFiles.png;
import static art.scumble.worker.artwork.SampleFiles.withSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtworkCodecTest {
    private static final byte[] THUMBNAIL = "the unprotected picture".getBytes(StandardCharsets.ISO_8859_1);

    private final ArtworkCodec codec = new ArtworkCodec(DecodingLimits.DEFAULT);

    @ParameterizedTest
    @EnumSource(ColourModel.class)
    void givesAnUnchangedPngBackNumberForNumber(ColourModel model) throws Exception {
        // Given
        Pixels pixels = pixels(97, 70, model, 1);
        // When
        DecodedArtwork decoded = codec.decode(png(pixels));
        byte[] written = decoded.encode(decoded.pixels());
        // Then
        assertThat(decoded.mediaType()).isEqualTo(MediaType.PNG);
        assertThat(decoded.pixels().samples()).isEqualTo(pixels.samples());
        assertThat(codec.decode(written).pixels().samples()).isEqualTo(pixels.samples());
        assertThat(ImageIO.read(new ByteArrayInputStream(written)).getWidth()).isEqualTo(97);
    }

    @Test
    void keepsProfileTextAndOrientationOfAPngAndDropsItsThumbnail() {
        // Given
        PngChunk profile = iccChunk(iccProfile("RGB ", 400));
        PngChunk text = new PngChunk("tEXt", "Title\0Gold".getBytes(StandardCharsets.ISO_8859_1));
        byte[] file = png(pixels(80, 80, ColourModel.RGB, 2), profile, text, new PngChunk("eXIf", exif(6, THUMBNAIL)));
        // When
        DecodedArtwork decoded = codec.decode(file);
        byte[] written = decoded.encode(decoded.pixels());
        // Then
        assertThat(PngChunk.readAll(written).stream().filter(c -> c.is("iCCP")).findFirst())
                .hasValueSatisfying(chunk -> assertThat(chunk.data()).isEqualTo(profile.data()));
        assertThat(text(written)).contains("Title\0Gold").doesNotContain(text(THUMBNAIL));
        PngChunk kept = PngChunk.readAll(written).stream()
                .filter(c -> c.is("eXIf"))
                .findFirst()
                .orElseThrow();
        assertThat(kept.data()[18 + 1]).isEqualTo((byte) 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsPixelsAndTagOfEveryOrientation(int orientation) {
        // Given
        byte[] plain = jpeg(pixels(96, 64, ColourModel.RGB, 3), 0.9f, false);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.writeBytes("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
        payload.writeBytes(exif(orientation, THUMBNAIL));
        // When
        DecodedArtwork decoded = codec.decode(withSegment(plain, 0xE1, payload.toByteArray()));
        byte[] written = decoded.encode(decoded.pixels());
        // Then
        assertThat(decoded.pixels().width()).isEqualTo(96);
        int exif = text(written).indexOf("Exif\0\0");
        assertThat(written[exif + 6 + 19]).isEqualTo((byte) orientation);
        assertThat(text(written)).doesNotContain(text(THUMBNAIL));
    }

    @ParameterizedTest
    @CsvSource({"0.4, false, 1.3", "0.92, false, 1.5", "0.92, true, 1.5"})
    void writesAnUnchangedJpegAsLargeAndAlmostAsItWas(float quality, boolean progressive, double ratio) {
        // Given
        byte[] file = jpeg(pixels(200, 150, ColourModel.RGB, 4), quality, progressive);
        // When
        DecodedArtwork decoded = codec.decode(file);
        byte[] written = decoded.encode(decoded.pixels());
        // Then
        assertThat((double) written.length).isBetween(file.length / ratio, file.length * ratio);
        JpegFrame was = JpegFrame.of(JpegSegments.read(file));
        JpegFrame is = JpegFrame.of(JpegSegments.read(written));
        assertThat(is).isEqualTo(was);
        assertThat(tables(written)).isEqualTo(tables(file));
        assertThat(meanDifference(decoded.pixels(), codec.decode(written).pixels()))
                .isLessThan(1.0);
    }

    private static byte[] tables(byte[] jpeg) {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        JpegSegments.read(jpeg).segments().stream()
                .filter(s -> s.marker() == JpegSegments.DQT)
                .forEach(s -> tables.write(s.bytes(), 4, s.bytes().length - 4));
        return tables.toByteArray();
    }

    private static double meanDifference(Pixels a, Pixels b) {
        long sum = 0;
        for (int i = 0; i < a.samples().length; i++) {
            sum += Math.abs((a.samples()[i] & 0xFF) - (b.samples()[i] & 0xFF));
        }
        return (double) sum / a.samples().length;
    }

    @Test
    void writesWhatChanged() {
        // Given
        DecodedArtwork decoded = codec.decode(jpeg(pixels(128, 128, ColourModel.RGB, 5), 0.95f, false));
        byte[] brighter = decoded.pixels().samples().clone();
        for (int i = 0; i < brighter.length; i++) {
            brighter[i] = (byte) Math.min(255, (brighter[i] & 0xFF) + 10);
        }
        // When
        byte[] written = decoded.encode(new Pixels(128, 128, ColourModel.RGB, brighter));
        // Then
        assertThat(meanDifference(decoded.pixels(), codec.decode(written).pixels()))
                .isBetween(8.0, 12.0);
    }

    @Test
    void dropsWhatFollowsTheEndOfThePicture() {
        // Given
        byte[] tail = "<script>PK\3\4".getBytes(StandardCharsets.ISO_8859_1);
        byte[] jpeg = concat(jpeg(pixels(80, 80, ColourModel.RGB, 6), 0.8f, false), tail);
        byte[] png = concat(png(pixels(80, 80, ColourModel.RGB, 6)), tail);
        for (byte[] file : new byte[][] {jpeg, png}) {
            // When
            DecodedArtwork decoded = codec.decode(file);
            // Then
            assertThat(text(decoded.encode(decoded.pixels()))).doesNotContain("<script>");
        }
    }

    @Test
    void refusesTruncatedFiles() {
        // Given
        Pixels pixels = pixels(200, 200, ColourModel.RGB, 7);
        byte[] png = png(pixels);
        for (byte[] file : new byte[][] {jpeg(pixels, 0.9f, false), jpeg(pixels, 0.9f, true), png}) {
            // Then
            assertRefused(Arrays.copyOf(file, file.length * 6 / 10), FailureCode.TRUNCATED);
            assertRefused(Arrays.copyOf(file, file.length - 2), FailureCode.TRUNCATED);
        }
        assertRefused(
                PngChunk.write(PngChunk.readAll(png).stream()
                        .map(c -> c.is("IDAT") ? new PngChunk("IDAT", Arrays.copyOf(c.data(), c.data().length / 2)) : c)
                        .toList()),
                FailureCode.TRUNCATED);
    }

    @Test
    void refusesAJpegWhoseDataEndsEarlyThoughItsEndMarkerIsThere() {
        // Given
        byte[] file = jpeg(pixels(200, 200, ColourModel.RGB, 8), 0.9f, false);
        byte[] cut = Arrays.copyOf(file, file.length * 6 / 10);
        // Then
        assertRefused(concat(cut, new byte[] {(byte) 0xFF, (byte) 0xD9}), FailureCode.TRUNCATED);
    }

    @Test
    void refusesAHugeClaimByItsHeader() {
        // Given
        byte[] jpeg = jpeg(pixels(80, 80, ColourModel.RGB, 9), 0.8f, false);
        int sof = text(jpeg).indexOf("\u00ff\u00c0");
        ByteBuffer.wrap(jpeg).putShort(sof + 5, (short) 65500).putShort(sof + 7, (short) 65500);
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(65535).putInt(65535).put((byte) 8).put((byte) 2);
        byte[] png = PngChunk.write(List.of(new PngChunk("IHDR", header.array()), new PngChunk("IEND", new byte[0])));
        // Then
        assertRefused(jpeg, FailureCode.TOO_MANY_PIXELS);
        assertRefused(png, FailureCode.TOO_MANY_PIXELS);
    }

    @Test
    void refusesWhatItCouldNotGiveBack() {
        Pixels rgb = pixels(80, 80, ColourModel.RGB, 10);
        byte[] jpeg = jpeg(rgb, 0.8f, false);
        byte[] hdr = "http://ns.adobe.com/xap/1.0/\0 hdrgm:Version=\"1.0\"".getBytes(StandardCharsets.ISO_8859_1);
        byte[] twoFrames = Base64.getDecoder()
                .decode("R0lGODlhAQABAIAAAAAAAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAIfkEAAAAAAAsAAAAAAEAAQAAAgJEAQA7");
        assertRefused(new byte[0], FailureCode.EMPTY_FILE);
        assertRefused("<html></html>".getBytes(StandardCharsets.UTF_8), FailureCode.NOT_AN_IMAGE);
        assertRefused(twoFrames, FailureCode.ANIMATED_OR_MULTIPAGE);
        assertRefused(png(rgb, new PngChunk("acTL", new byte[8])), FailureCode.ANIMATED_OR_MULTIPAGE);
        assertRefused(png(rgb, new PngChunk("tRNS", new byte[6])), FailureCode.UNSUPPORTED_FEATURE);
        assertRefused(withSegment(jpeg, 0xE1, hdr), FailureCode.GAIN_MAP);
        assertRefused(
                withSegment(jpeg, 0xE2, "MPF\0".getBytes(StandardCharsets.ISO_8859_1)),
                FailureCode.ANIMATED_OR_MULTIPAGE);
        assertRefused(png(pixels(40, 80, ColourModel.RGB, 1)), FailureCode.TOO_FEW_PIXELS);
        assertRefused(header(16, 2), FailureCode.UNSUPPORTED_BIT_DEPTH);
        assertRefused(header(8, 3), FailureCode.UNSUPPORTED_COLOUR_MODEL);
        assertRefused(frame(jpeg, 4), FailureCode.UNSUPPORTED_COLOUR_MODEL);
    }

    private static byte[] header(int depth, int type) {
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(80).putInt(80).put((byte) depth).put((byte) type);
        return PngChunk.write(List.of(new PngChunk("IHDR", header.array()), new PngChunk("IEND", new byte[0])));
    }

    /** The file with another number of components in its frame header. */
    private static byte[] frame(byte[] jpeg, int components) {
        byte[] file = jpeg.clone();
        int sof = text(file).indexOf("\u00ff\u00c0");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, sof + 4);
        out.write(file, sof + 4, 5);
        out.write(components);
        out.writeBytes(new byte[] {1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0});
        out.write(file, sof + 19, file.length - sof - 19);
        byte[] made = out.toByteArray();
        made[sof + 3] = (byte) (8 + 3 * components);
        return made;
    }

    @Test
    void refusesBrokenProfiles() {
        Pixels rgb = pixels(80, 80, ColourModel.RGB, 11);
        byte[] longer = iccProfile("RGB ", 400);
        ByteBuffer.wrap(longer).putInt(0, 500);
        byte[] intent = iccProfile("RGB ", 400);
        ByteBuffer.wrap(intent).putInt(64, -1);
        for (byte[] profile : new byte[][] {longer, intent, iccProfile("CMYK", 400)}) {
            assertRefused(png(rgb, iccChunk(profile)), FailureCode.BAD_COLOUR_PROFILE);
            assertRefused(
                    withSegment(jpeg(rgb, 0.8f, false), 0xE2, piece(profile, 1, 1)), FailureCode.BAD_COLOUR_PROFILE);
        }
        assertRefused(
                withSegment(jpeg(rgb, 0.8f, false), 0xE2, piece(iccProfile("RGB ", 400), 1, 3)),
                FailureCode.BAD_COLOUR_PROFILE);
        assertRefused(png(rgb, iccChunk(new byte[64 << 20])), FailureCode.BAD_COLOUR_PROFILE);
    }

    private static byte[] piece(byte[] profile, int number, int count) {
        return concat(
                concat("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1), new byte[] {(byte) number, (byte) count}),
                profile);
    }

    @Test
    void refusesTextThatInflatesWithoutEnd() {
        // Given
        byte[] bomb =
                concat("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1), SampleFiles.deflate(new byte[64 << 20]));
        byte[] international = concat(
                "Comment\0\1\0en\0Kommentar\0".getBytes(StandardCharsets.ISO_8859_1),
                SampleFiles.deflate(new byte[64 << 20]));
        Pixels rgb = pixels(80, 80, ColourModel.RGB, 12);
        // Then
        assertRefused(png(rgb, new PngChunk("zTXt", bomb)), FailureCode.CORRUPT_IMAGE);
        assertRefused(png(rgb, new PngChunk("iTXt", international)), FailureCode.CORRUPT_IMAGE);
    }

    private void assertRefused(byte[] file, FailureCode code) {
        assertThatThrownBy(() -> codec.decode(file))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.code())
                                .as(failure.getMessage())
                                .isEqualTo(code));
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
