package art.scumble.worker.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WeightsTest {
    @TempDir
    Path folder;

    /** A file that is kept in memory, and one that is left on disk. */
    static LongStream mostInMemory() {
        return LongStream.of(Long.MAX_VALUE, 0);
    }

    @ParameterizedTest
    @MethodSource("mostInMemory")
    void widensHalfAndBrainFloats(long mostInMemory) throws IOException {
        // Given
        ByteBuffer data = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(1.5f).putShort((short) 0x3E00).putShort((short) 0xC000);
        data.putShort((short) 0x3FC0).putShort((short) 0xC000);
        Path file = file(
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
                        + "'b':{'dtype':'F16','shape':[2],'data_offsets':[4,8]},"
                        + "'c':{'dtype':'BF16','shape':[1,2],'data_offsets':[8,12]},'__metadata__':{'x':'y'}}",
                data.array());
        // When
        Weights weights = Weights.read(file, mostInMemory);
        // Then
        assertThat(weights.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(file)));
        assertThat(weights.tensor("a").values()).containsExactly(1.5f);
        assertThat(weights.tensor("b").values()).containsExactly(1.5f, -2);
        assertThat(weights.tensor("c").values()).containsExactly(1.5f, -2);
        assertThat(weights.tensor("c").shape()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    nonsense                                                       | is not JSON
                    []                                                             | is not a JSON object
                    {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,99]}}        | outside of the file
                    {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}         | as much data as its shape needs
                    {'a':{'dtype':'F32','shape':[9999999,9999999,9999999],'data_offsets':[0,8]}} | as much data as its shape needs
                    {'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}        | impossible shape
                    {'a':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}}         | of type I64
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}         | belong to no tensor
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}         | overlaps or leaves a gap
                    """)
    void saysInOneSentenceWhatIsWrong(String header, String reason) throws IOException {
        // Given
        Path file = file(header, new byte[8]);
        // When
        // Then
        mostInMemory()
                .forEach(most -> assertThatThrownBy(() -> Weights.read(file, most))
                        .isInstanceOf(BadWeights.class)
                        .hasMessageContaining(file.toString())
                        .hasMessageContaining(reason)
                        .hasMessageEndingWith("."));
    }

    @Test
    void refusesValuesThatAreNotFinite() throws IOException {
        // Given
        byte[] nan = {0, 0, (byte) 0xC0, 0x7F};
        Path file = file("{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", nan);
        // When
        // Then
        mostInMemory()
                .forEach(most -> assertThatThrownBy(() -> Weights.read(file, most))
                        .isInstanceOf(BadWeights.class)
                        .hasMessageContaining("not finite"));
    }

    @Test
    void findsAValueThatIsNotFiniteInAnyPieceOfALargeTensor() throws IOException {
        // Given
        int count = (WeightBytes.PIECE_BYTES + 8) / 2;
        byte[] data = new byte[2 * count];
        data[data.length - 1] = 0x7C;
        Path file = file("{'a':{'dtype':'F16','shape':[" + count + "],'data_offsets':[0," + data.length + "]}}", data);
        // When
        // Then
        mostInMemory()
                .forEach(most -> assertThatThrownBy(() -> Weights.read(file, most))
                        .isInstanceOf(BadWeights.class)
                        .hasMessageContaining("not finite"));
        // When
        data[data.length - 1] = 0x3C;
        file("{'a':{'dtype':'F16','shape':[" + count + "],'data_offsets':[0," + data.length + "]}}", data);
        // Then
        float[] values = Weights.read(file, 0).tensor("a").values();
        assertThat(values).hasSize(count);
        assertThat(values[count - 1]).isEqualTo(1);
        assertThat(values[count - 2]).isZero();
    }

    @Test
    void usesNoBytesOfALargeFileThatItDidNotCheck() throws IOException {
        // Given
        Path file = file("{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}", new byte[8]);
        Weights weights = Weights.read(file, 0);
        byte[] bytes = Files.readAllBytes(file);
        // When
        bytes[bytes.length - 5] = 1;
        Files.write(file, bytes);
        // Then
        assertThatThrownBy(() -> weights.tensor("a"))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(BadWeights.class)
                .hasMessageContaining("changed");
        // When
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        // Then
        assertThatThrownBy(() -> weights.tensor("a"))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(BadWeights.class)
                .hasMessageContaining("shorter");
    }

    @Test
    void refusesWhatIsLargerThanItsLimits() throws IOException {
        // Given
        Path huge = sparse("{'a':{'dtype':'F16','shape':[9],'data_offsets':[0,18]}}", 8L << 30);
        // When
        // Then
        assertThatThrownBy(() -> Weights.read(huge))
                .isInstanceOf(BadWeights.class)
                .hasMessageContaining("larger than 8 GiB");
        // Given
        long data = 1L << 31;
        Path wide = sparse("{'a':{'dtype':'F16','shape':[1,1073741824],'data_offsets':[0," + data + "]}}", data);
        // When
        // Then
        assertThatThrownBy(() -> Weights.read(wide))
                .isInstanceOf(BadWeights.class)
                .hasMessageContaining("tensor a is larger than 2 GiB");
    }

    @Test
    @Tag("long")
    void readsWhatLiesBehindTwoGigabytes() throws Exception {
        // Given
        long text = 3L << 30;
        Path file = sparse(
                "{'text_model.x':{'dtype':'F32','shape':[805306368],'data_offsets':[0," + text + "]},"
                        + "'a':{'dtype':'F16','shape':[1],'data_offsets':[" + text + "," + (text + 2) + "]}}",
                text + 2);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(out.length() - 1);
            out.write(0x3C);
        }
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream hashed = new DigestInputStream(in, digest)) {
            hashed.transferTo(OutputStream.nullOutputStream());
        }
        // When
        Weights weights = Weights.read(file);
        // Then
        assertThat(weights.tensor("a").values()).containsExactly(1);
        assertThat(weights.has("text_model.x")).isFalse();
        assertThat(weights.sha256()).isEqualTo(Sha256.ofDigest(digest.digest()));
    }

    @Test
    void refusesAHeaderLongerThanTheFile() throws IOException {
        // Given
        Path file = folder.resolve("cut.safetensors");
        Files.write(file, new byte[] {0, 0, 1, 0, 0, 0, 0, 0, '{', '}'});
        // When
        // Then
        assertThatThrownBy(() -> Weights.read(file))
                .isInstanceOf(BadWeights.class)
                .hasMessageContaining("65536 bytes");
    }

    @Test
    void knowsTheTinyEncodersArchitecture() throws IOException {
        // Given
        Path file = folder.resolve("tiny_encoder.safetensors");
        RandomWeights.write(file, RandomWeights.TINY_TAE, 7);
        // When
        Architecture architecture = Architecture.of(file, Weights.read(file));
        // Then
        assertThat(architecture).isEqualTo(RandomWeights.TINY_TAE);
        assertThat(architecture.channels()).containsExactly(8, 8, 12, 4);
    }

    @Test
    void readsTheFilesOfAnIndexAsOne() throws IOException {
        // Given
        byte[] one = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1)
                .array();
        Files.move(
                file("{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", one), folder.resolve("1.safetensors"));
        Files.move(
                file("{'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", one), folder.resolve("2.safetensors"));
        Path index = folder.resolve("x.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\":{\"a\":\"1.safetensors\",\"b\":\"2.safetensors\"}}");
        // When
        Weights weights = Weights.read(index);
        // Then
        assertThat(weights.has("a")).isTrue();
        assertThat(weights.has("b")).isTrue();
        // When
        Files.writeString(index, "{\"weight_map\":{\"a\":\"../1.safetensors\"}}");
        // Then
        assertThatThrownBy(() -> Weights.read(index))
                .isInstanceOf(BadWeights.class)
                .hasMessageContaining("beside");
        // When
        Files.writeString(index, "{\"weight_map\":{\"a\":\"x.safetensors.index.json\"}}");
        // Then
        assertThatThrownBy(() -> Weights.read(index))
                .isInstanceOf(BadWeights.class)
                .hasMessageContaining("beside");
    }

    @Test
    void takesThePublishedNamesOfBothLibrariesAndLeavesDecodersAlone() throws IOException {
        // Given
        Path file = file(
                "{'encoder.layers.0.weight':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
                        + "'decoder.layers.0.weight':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
                new byte[8]);
        // When
        Weights weights = Weights.read(file);
        // Then
        assertThat(weights.has("0.weight")).isTrue();
        assertThat(weights.has("decoder.layers.0.weight")).isFalse();
    }

    @Test
    void refusesWeightsOfAnotherFamily() throws IOException {
        // Given
        Path file = file("{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}", new byte[8]);
        Weights weights = Weights.read(file);
        // When
        // Then
        assertThatThrownBy(() -> Architecture.of(file, weights))
                .isInstanceOf(BadWeights.class)
                .hasMessageContaining("no encoder that Scumble knows");
    }

    /** All zeros, of which the file system keeps nothing. */
    private Path sparse(String header, long dataBytes) throws IOException {
        Path file = file(header, new byte[0]);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(out.length() + dataBytes);
        }
        return file;
    }

    private Path file(String header, byte[] data) throws IOException {
        byte[] json = header.strip().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(json.length).put(json).put(data);
        return Files.write(folder.resolve("some.safetensors"), out.array());
    }
}
