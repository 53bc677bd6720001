package art.scumble.worker.artwork;

import static art.scumble.worker.artwork.SampleFiles.exif;
import static art.scumble.worker.artwork.SampleFiles.pixels;
import static art.scumble.worker.artwork.SampleFiles.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PNG files, and files of other kinds, that made others fail. */
class PngCasesTest {
    private static final String THUMBNAIL = "the unprotected picture";

    private final ArtworkCodec codec = new ArtworkCodec(DecodingLimits.DEFAULT);
    private final Pixels rgb = pixels(80, 80, ColourModel.RGB, 31);

    @Test
    void keepsAlphaAndWhatIsHiddenUnderItWhateverTheCloakDid() {
        // Given
        Pixels source = pixels(80, 80, ColourModel.RGBA, 32);
        for (int i = 3; i < source.samples().length / 2; i += 4) {
            source.samples()[i] = 0;
        }
        byte[] cloaked = source.samples().clone();
        for (int i = 0; i < cloaked.length; i++) {
            cloaked[i] ^= 5;
        }
        // When
        byte[] written = codec.decode(png(source)).encode(new Pixels(80, 80, ColourModel.RGBA, cloaked));
        // Then
        byte[] back = codec.decode(written).pixels().samples();
        for (int i = 0; i < back.length; i++) {
            boolean kept = i % 4 == 3 || source.samples()[i | 3] == 0;
            assertThat(back[i]).isEqualTo(kept ? source.samples()[i] : cloaked[i]);
        }
    }

    @Test
    void copiesWhatIsSafeToCopyAndDropsWhatDependedOnTheOldPicture() {
        // Given
        List<String> kept = List.of("gAMA", "cHRM", "sRGB", "pHYs", "tIME", "cICP", "vpAg");
        List<String> dropped = List.of("iDOT", "caBX", "prVW", "fdAT");
        PngChunk[] extra = Stream.concat(kept.stream(), dropped.stream())
                .map(type -> new PngChunk(type, new byte[] {1, 2, 3}))
                .toArray(PngChunk[]::new);
        // When
        List<String> types = written(extra).stream().map(PngChunk::type).toList();
        // Then
        assertThat(types).containsSubsequence(kept).doesNotContainAnyElementsOf(dropped);
    }

    @Test
    void dropsExifInATextChunkOnlyIfItHoldsAThumbnail() {
        // Given
        PngChunk bare = rawProfile(Arrays.copyOf(exif(3, new byte[0]), 22), 22);
        byte[] plain = exif(3, new byte[0]);
        ByteBuffer.wrap(plain).putInt(22, 0);
        PngChunk harmless = rawProfile(plain, plain.length);
        byte[] full = exif(3, bytes(THUMBNAIL));
        // Then
        assertThat(find(written(harmless), "zTXt")).isPresent();
        assertThat(find(written(rawProfile(full, full.length)), "zTXt")).isEmpty();
        assertThat(find(written(bare), "zTXt")).isEmpty();
    }

    private static PngChunk rawProfile(byte[] block, int length) {
        String text = "\nexif\n      " + length + "\n" + HexFormat.of().formatHex(block) + "\n";
        byte[] deflated = SampleFiles.deflate(bytes(text));
        byte[] keyword = bytes("Raw profile type exif\0\0");
        byte[] data = Arrays.copyOf(keyword, keyword.length + deflated.length);
        System.arraycopy(deflated, 0, data, keyword.length, deflated.length);
        return new PngChunk("zTXt", data);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsTheOrientationOfAnExifBlockThatItCannotUnderstand(int orientation) {
        // Given: a second directory far outside of the block
        byte[] lying = exif(orientation, bytes(THUMBNAIL));
        ByteBuffer.wrap(lying).putInt(22, 0x7FFFFFF0);
        // Given: a thumbnail that claims to lie on the orientation
        byte[] overlapping = exif(orientation, bytes(THUMBNAIL));
        ByteBuffer.wrap(overlapping).putInt(36, 8);
        // Given: a third directory
        byte[] chained = exif(orientation, bytes(THUMBNAIL));
        ByteBuffer.wrap(chained).putInt(52, 8);
        for (byte[] block : List.of(lying, overlapping, chained)) {
            // When
            byte[] kept = find(written(new PngChunk("eXIf", block)), "eXIf")
                    .orElseThrow()
                    .data();
            // Then
            assertThat(kept[19]).isEqualTo((byte) orientation);
            assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("picture");
        }
    }

    @Test
    void boundsTheWorkOnOddExifBlocks() {
        // Given: text of 2 GB, ten thousand directories in a row, a maker note of 4 MB
        ByteBuffer text =
                ByteBuffer.allocate(4 << 20).put(bytes("MM\0*")).putInt(8).putShort((short) 1);
        text.putShort((short) 0x927C)
                .putShort((short) 2)
                .putInt(0x7FFFFFFF)
                .putInt(26)
                .putInt(0);
        ByteBuffer chain =
                ByteBuffer.allocate(8 + 18 * 10_000).put(bytes("MM\0*")).putInt(8);
        for (int i = 1; i <= 10_000; i++) {
            chain.putShort((short) 1)
                    .putShort((short) 0x0112)
                    .putShort((short) 3)
                    .putInt(1);
            chain.putShort((short) 8).putShort((short) 0).putInt(8 + 18 * i);
        }
        // Then
        assertThat(find(written(new PngChunk("eXIf", text.array())), "eXIf")
                        .orElseThrow()
                        .data())
                .isEqualTo(text.array());
        assertThat(find(written(new PngChunk("eXIf", chain.array())), "eXIf")
                        .orElseThrow()
                        .data())
                .hasSize(26);
    }

    @Test
    void refusesATruncatedInterlacedPicture() {
        // Given
        ByteBuffer header =
                ByteBuffer.allocate(13).putInt(80).putInt(80).put((byte) 8).put((byte) 2);
        header.put(12, (byte) 1);
        byte[] raw = new byte[80 * 80 * 3 + 150];
        PngChunk first = new PngChunk("IHDR", header.array());
        PngChunk last = new PngChunk("IEND", new byte[0]);
        byte[] whole = PngChunk.write(List.of(first, new PngChunk("IDAT", SampleFiles.deflate(raw)), last));
        byte[] part = SampleFiles.deflate(Arrays.copyOf(raw, raw.length / 2));
        // Then
        assertThat(codec.decode(whole).pixels().samples()).containsOnly(0);
        assertRefused(PngChunk.write(List.of(first, new PngChunk("IDAT", part), last)), FailureCode.TRUNCATED);
        assertRefused(Arrays.copyOf(whole, whole.length * 6 / 10), FailureCode.TRUNCATED);
        assertRefused(Arrays.copyOf(whole, whole.length - 12), FailureCode.TRUNCATED);
    }

    @Test
    void refusesAHugeClaimThoughTheFileEndsBehindIt() {
        byte[] file = png(rgb);
        ByteBuffer.wrap(file).putInt(16, 65_535).putInt(20, 65_535);
        assertRefused(Arrays.copyOf(file, 40), FailureCode.TOO_MANY_PIXELS);
    }

    @Test
    void refusesACriticalChunkThatItDoesNotKnow() {
        assertRefused(png(rgb, new PngChunk("CgBI", new byte[4])), FailureCode.UNSUPPORTED_FEATURE);
    }

    @Test
    void refusesNoiseWithNothingButARefusal() {
        for (int seed = 0; seed < 300; seed++) {
            // Given
            Random random = new Random(seed);
            List<PngChunk> chunks = PngChunk.readAll(png(rgb, new PngChunk("eXIf", exif(1, bytes(THUMBNAIL)))));
            for (int i = 0; i < 3; i++) {
                byte[] data = chunks.get(random.nextInt(chunks.size() - 1)).data();
                data[random.nextInt(Math.min(100, data.length))] = (byte) random.nextInt();
            }
            // When
            try {
                DecodedArtwork decoded = codec.decode(PngChunk.write(chunks));
                decoded.encode(decoded.pixels());
            } catch (PermanentFailure refused) {
                // Then
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "49492a000800000000000a000000, ANIMATED_OR_MULTIPAGE",
        "49492a0008000000000000000000, UNSUPPORTED_FORMAT",
        "4d4d002a00000008000000000010, ANIMATED_OR_MULTIPAGE",
        "4d4d002b0008000000000000, UNSUPPORTED_FORMAT",
        "524946460000000057454250565038580a00000002, ANIMATED_OR_MULTIPAGE",
        "524946460000000057454250565038200a00000002, UNSUPPORTED_FORMAT",
        "000000186674797061766966, UNSUPPORTED_FORMAT",
        "000000186674797061766973, ANIMATED_OR_MULTIPAGE",
        "00000018667479706d703432, NOT_AN_IMAGE",
        "3c68746d6c3e, NOT_AN_IMAGE"
    })
    void namesOtherContainersByTheirBytes(String hex, FailureCode code) {
        assertRefused(HexFormat.of().parseHex(hex), code);
    }

    private List<PngChunk> written(PngChunk... extra) {
        DecodedArtwork decoded = codec.decode(png(rgb, extra));
        return PngChunk.readAll(decoded.encode(decoded.pixels()));
    }

    private static Optional<PngChunk> find(List<PngChunk> chunks, String type) {
        return chunks.stream().filter(chunk -> chunk.is(type)).findFirst();
    }

    private void assertRefused(byte[] file, FailureCode code) {
        assertThatThrownBy(() -> codec.decode(file))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
