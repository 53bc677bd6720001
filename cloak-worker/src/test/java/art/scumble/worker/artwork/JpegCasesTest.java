package art.scumble.worker.artwork;

import static art.scumble.worker.artwork.SampleFiles.exif;
import static art.scumble.worker.artwork.SampleFiles.pixels;
import static art.scumble.worker.artwork.SampleFiles.withSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG files that made others fail, and what they must come back with. */
class JpegCasesTest {
    private static final int SIDE = 160;
    private static final String THUMBNAIL = "the unprotected picture";

    private final ArtworkCodec codec = new ArtworkCodec(DecodingLimits.DEFAULT);
    private final Pixels rgb = pixels(SIDE, SIDE, ColourModel.RGB, 21);
    private final byte[] plain = SampleFiles.jpeg(rgb, 0.9f, false);
    private final byte[] progressive = SampleFiles.jpeg(rgb, 0.9f, true);

    @ParameterizedTest
    @CsvSource({"1, 1, false", "2, 1, false", "2, 2, false", "4, 1, false", "1, 1, true", "2, 1, true", "4, 1, true"})
    void keepsSamplingAndKindOfScans(int horizontal, int vertical, boolean scans) throws Exception {
        // Given
        byte[] file = sampled(plain, horizontal, vertical, scans);
        // When
        DecodedArtwork decoded = codec.decode(file);
        byte[] written = decoded.encode(decoded.pixels());
        // Then
        assertThat(frame(written)).isEqualTo(frame(file));
        assertThat(frame(written).components().getFirst().horizontal()).isEqualTo(horizontal);
        assertThat((double) written.length).isLessThan(1.3 * file.length);
        assertThat(ImageIO.read(new ByteArrayInputStream(written)).getHeight()).isEqualTo(SIDE);
    }

    @Test
    void keepsTheRestartInterval() {
        // Given
        byte[] file = sampled(withSegment(plain, JpegSegments.DRI, new byte[] {0, 4}), 2, 2, false);
        // When
        DecodedArtwork decoded = codec.decode(file);
        byte[] written = decoded.encode(decoded.pixels());
        // Then
        assertThat(segment(written, JpegSegments.DRI)).isEqualTo(new byte[] {-1, (byte) 0xDD, 0, 4, 0, 4});
        assertThat(text(written)).contains("\u00ff\u00d0", "\u00ff\u00d7");
    }

    @Test
    void keepsGreyGrey() {
        // Given
        JpegFrame grey =
                new JpegFrame(false, SIDE, SIDE, List.of(new JpegFrame.Component(1, 1, 1, 0)), JpegFrame.Colours.GREY);
        Pixels pixels = pixels(SIDE, SIDE, ColourModel.GREY, 22);
        byte[] file = JpegCoding.encode(pixels.samples(), grey, JpegSegments.read(plain));
        // When
        DecodedArtwork decoded = codec.decode(file);
        // Then
        assertThat(decoded.pixels().model()).isEqualTo(ColourModel.GREY);
        assertThat(frame(decoded.encode(decoded.pixels()))).isEqualTo(grey);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesColoursNamedRgbAsTheyAre(boolean scans) {
        // Given
        List<JpegFrame.Component> components = new ArrayList<>();
        "RGB".chars().forEach(id -> components.add(new JpegFrame.Component(id, 1, 1, 0)));
        JpegFrame named = new JpegFrame(scans, SIDE, SIDE, components, JpegFrame.Colours.RGB);
        byte[] file = withoutApplication(JpegCoding.encode(rgb.samples(), named, JpegSegments.read(plain)));
        // When
        DecodedArtwork decoded = codec.decode(file);
        // Then
        assertThat(meanDifference(rgb, decoded.pixels())).isLessThan(6);
        assertThat(frame(decoded.encode(decoded.pixels()))).isEqualTo(named);
    }

    @Test
    void takesAProgressiveFileThatRepeatsItsHuffmanTables() {
        // Given
        List<byte[]> parts = new ArrayList<>();
        byte[] table = new byte[0];
        for (JpegSegments.Segment segment : JpegSegments.read(progressive).segments()) {
            if (segment.marker() == JpegSegments.DHT) {
                table = segment.bytes();
            }
            if (segment.marker() == JpegSegments.SOS) {
                parts.add(table);
            }
            parts.add(segment.bytes());
        }
        // When
        DecodedArtwork decoded = codec.decode(file(parts));
        // Then
        assertThat(frame(decoded.encode(decoded.pixels())).progressive()).isTrue();
    }

    @Test
    void refusesAScanOfAComponentThatIsNotThere() {
        // Given
        List<byte[]> parts = parts(progressive);
        byte[] later = parts.reversed().stream()
                .filter(part -> (part[1] & 0xFF) == JpegSegments.SOS && part[4] == 1)
                .findFirst()
                .orElseThrow();
        later[5] = (byte) 0xF0;
        // Then
        assertRefused(file(parts), FailureCode.CORRUPT_IMAGE, "component 240");
    }

    @Test
    void refusesAProgressiveFileWithoutItsLastScans() {
        // Given
        List<byte[]> parts = parts(progressive);
        // Then
        assertRefused(file(parts.subList(0, parts.size() - 1)), FailureCode.TRUNCATED, "last scans");
    }

    @Test
    void refusesDataThatEndsEarlyBetweenRestarts() {
        // Given
        byte[] file = sampled(withSegment(plain, JpegSegments.DRI, new byte[] {0, 4}), 2, 2, false);
        byte[] cut = Arrays.copyOf(file, file.length * 6 / 10 + 2);
        cut[cut.length - 2] = (byte) 0xFF;
        cut[cut.length - 1] = (byte) JpegSegments.EOI;
        // Then
        assertRefused(cut, FailureCode.TRUNCATED, "ends early");
    }

    @Test
    void refusesAHugeClaimThoughTheFileEndsBehindIt() {
        // Given
        ByteBuffer file = ByteBuffer.allocate(300).putShort((short) 0xFFD8);
        file.putShort((short) 0xFFC0).putShort((short) 17).put((byte) 8);
        file.putShort((short) 65500).putShort((short) 65500).put((byte) 3);
        // Then
        assertRefused(file.array(), FailureCode.TOO_MANY_PIXELS, "65500");
    }

    @ParameterizedTest
    @CsvSource({
        "C9, 8, UNSUPPORTED_FEATURE, arithmetic", "CA, 8, UNSUPPORTED_FEATURE, arithmetic",
        "C3, 8, UNSUPPORTED_FEATURE, lossless", "C5, 8, UNSUPPORTED_FEATURE, hierarchical",
        "C1, 12, UNSUPPORTED_BIT_DEPTH, 12 bits"
    })
    void refusesOtherCodingsByName(String marker, int depth, FailureCode code, String word) {
        // Given
        List<byte[]> parts = parts(plain);
        byte[] frame =
                parts.stream().filter(p -> p[1] == (byte) 0xC0).findFirst().orElseThrow();
        frame[1] = (byte) Integer.parseInt(marker, 16);
        frame[4] = (byte) depth;
        // Then
        assertRefused(file(parts), code, word);
    }

    @Test
    void namesTheGainMapThatOnlyTheSecondPictureTellsOf() {
        // Given
        byte[] base = withSegment(plain, 0xE2, bytes("MPF\0"));
        byte[] map = withSegment(plain, 0xE1, bytes("http://ns.adobe.com/xap/1.0/\0 HDRGainMap:Version"));
        // Then
        assertRefused(concat(base, map), FailureCode.GAIN_MAP, "gain map");
        assertRefused(concat(base, plain), FailureCode.ANIMATED_OR_MULTIPAGE, "further pictures");
    }

    @Test
    void takesAProfileInSeveralPiecesAndRefusesPiecesThatDoNotFit() {
        // Given
        byte[] profile = SampleFiles.iccProfile("RGB ", 140_000);
        byte[] whole = withPieces(profile, 1, 2, 3);
        // When
        DecodedArtwork decoded = codec.decode(whole);
        // Then
        assertThat(text(decoded.encode(decoded.pixels())))
                .contains(text(segment(whole, 0xE2)))
                .hasSizeGreaterThan(140_000);
        assertRefused(withPieces(profile, 1, 2), FailureCode.BAD_COLOUR_PROFILE, "do not fit");
        byte[] otherCount = whole.clone();
        otherCount[text(whole).indexOf("ICC_PROFILE\0\2") + 13] = 7;
        assertRefused(otherCount, FailureCode.BAD_COLOUR_PROFILE, "do not fit");
    }

    @Test
    void dropsEveryThumbnailAndKeepsTheRest() {
        // Given
        byte[] file = withSegment(plain, 0xED, photoshop());
        file = withSegment(file, 0xEB, bytes("JP\0\1c2pa" + THUMBNAIL));
        file = withSegment(file, 0xE1, concat(bytes("Exif\0\0"), exif(6, bytes(THUMBNAIL))));
        file = withSegment(file, JpegSegments.APP0, bytes("JFXX\0\u0010" + THUMBNAIL));
        file = withSegment(file, JpegSegments.APP0, bytes("JFIF\0\1\2\0\0\1\0\1\2\2" + THUMBNAIL));
        file = withSegment(file, JpegSegments.COM, bytes("by hand"));
        // When
        DecodedArtwork decoded = codec.decode(file);
        String written = text(decoded.encode(decoded.pixels()));
        // Then
        assertThat(written).doesNotContain(THUMBNAIL).contains("by hand", "8BIM\4\4", "JFIF\0\1\2\0\0\1\0\1\0\0");
    }

    @Test
    void refusesNoiseBehindTheSignatureWithNothingButARefusal() {
        for (int seed = 0; seed < 300; seed++) {
            // Given
            byte[] file = (seed % 2 == 0 ? plain : progressive).clone();
            Random random = new Random(seed);
            for (int i = 0; i < 5; i++) {
                file[2 + random.nextInt(i < 3 ? 700 : file.length - 2)] = (byte) random.nextInt();
            }
            // When
            try {
                DecodedArtwork decoded = codec.decode(file);
                decoded.encode(decoded.pixels());
            } catch (PermanentFailure refused) {
                // Then
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    private static byte[] photoshop() {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        blocks.writeBytes(bytes("Photoshop 3.0\0"));
        blocks.writeBytes(bytes("8BIM\4\4\0\0\0\0\0\4text"));
        blocks.writeBytes(bytes("8BIM\4\14\0\0\0\0\0" + (char) THUMBNAIL.length() + THUMBNAIL));
        return blocks.toByteArray();
    }

    private byte[] withPieces(byte[] profile, int... numbers) {
        byte[] file = plain;
        for (int i = numbers.length - 1; i >= 0; i--) {
            int start = (numbers[i] - 1) * 50_000;
            byte[] part = Arrays.copyOfRange(profile, start, Math.min(profile.length, start + 50_000));
            file = withSegment(file, 0xE2, concat(bytes("ICC_PROFILE\0" + (char) numbers[i] + (char) 3), part));
        }
        return file;
    }

    /** The picture coded once more, with the first component sampled so. */
    private byte[] sampled(byte[] tables, int horizontal, int vertical, boolean scans) {
        List<JpegFrame.Component> components = List.of(
                new JpegFrame.Component(1, horizontal, vertical, 0),
                new JpegFrame.Component(2, 1, 1, 1),
                new JpegFrame.Component(3, 1, 1, 1));
        JpegFrame frame = new JpegFrame(scans, SIDE, SIDE, components, JpegFrame.Colours.YCBCR);
        return JpegCoding.encode(rgb.samples(), frame, JpegSegments.read(tables));
    }

    private static JpegFrame frame(byte[] file) {
        return JpegFrame.of(JpegSegments.read(file));
    }

    private static byte[] segment(byte[] file, int marker) {
        return JpegSegments.read(file).segments().stream()
                .filter(segment -> segment.marker() == marker)
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    private static List<byte[]> parts(byte[] file) {
        return JpegSegments.read(file).segments().stream()
                .map(JpegSegments.Segment::bytes)
                .toList();
    }

    private static byte[] withoutApplication(byte[] file) {
        return file(JpegSegments.read(file).segments().stream()
                .filter(segment -> !segment.isApplication())
                .map(JpegSegments.Segment::bytes)
                .toList());
    }

    private static byte[] file(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) JpegSegments.SOI});
        parts.forEach(out::writeBytes);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) JpegSegments.EOI});
        return out.toByteArray();
    }

    private static double meanDifference(Pixels a, Pixels b) {
        long sum = 0;
        for (int i = 0; i < a.samples().length; i++) {
            sum += Math.abs((a.samples()[i] & 0xFF) - (b.samples()[i] & 0xFF));
        }
        return (double) sum / a.samples().length;
    }

    private void assertRefused(byte[] file, FailureCode code, String word) {
        assertThatThrownBy(() -> codec.decode(file))
                .hasMessageContaining(word)
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
