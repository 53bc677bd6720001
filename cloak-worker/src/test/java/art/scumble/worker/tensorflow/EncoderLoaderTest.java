package art.scumble.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.BadWeights;
import art.scumble.worker.encoder.ClipArchitecture;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderLoaderTest {
    @TempDir
    private Path folder;

    @Test
    void saysSoWhenAMachineIsTooSmallForAnEncoder() {
        // Given
        Architecture clip = new ClipArchitecture(1280, 14, 32, 5120, 16, false);
        Path file = Path.of("vit-h_encoder.safetensors");
        // When
        // Then
        assertThatThrownBy(() -> EncoderLoader.requireRoom(file, clip, 2_000_000_000))
                .isInstanceOf(BadWeights.class)
                .hasMessageContaining("need 2523 MB, and there are 2000 MB");
        assertThatCode(() -> EncoderLoader.requireRoom(file, clip, 4_000_000_000L))
                .doesNotThrowAnyException();
    }

    @Test
    void takesBf16OnlyWhereItIsRight() throws IOException {
        // Given
        Path file = Path.of("any");
        Encoder right = new Sloped(1);
        // When
        // Then
        assertThat(EncoderLoader.isRight(new Sloped(1), right)).isTrue();
        assertThat(EncoderLoader.isRight(new Sloped(-1), right)).isFalse();
        assertThat(EncoderLoader.isRight(new Sloped(Float.NaN), right)).isFalse();
        assertThatThrownBy(() -> EncoderLoader.requireFinite(new Sloped(Float.NaN), file))
                .isInstanceOf(BadWeights.class);
    }

    @ParameterizedTest
    @CsvSource({
        "flags : fpu sse2 avx2 avx512f avx512_bf16, true",
        "flags : fpu sse2 avx2 avx512f avx512_bf16x, false",
        "Features : fp asimd bf16, true",
        "model name : bf16, false"
    })
    void takesTheProcessorByItsWord(String line, boolean bf16) throws IOException {
        // Given
        Path cpuinfo = Files.writeString(folder.resolve("cpuinfo"), "processor : 0\n" + line + "\n");
        // When
        // Then
        assertThat(Processor.of(cpuinfo).hasBf16()).isEqualTo(bf16);
        assertThat(Processor.of(folder.resolve("none")).hasBf16()).isFalse();
    }

    /** Says that everything points the same way. */
    private record Sloped(float slope) implements Encoder {
        @Override
        public List<Member> members() {
            return List.of();
        }

        @Override
        public StageStatistics statistics(RgbImage image) {
            return new StageStatistics(
                    List.of(new StageStatistics.Layer("only", new float[] {image.values()[0]}, new float[] {1})));
        }

        @Override
        public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
            float[] slopes = image.values().clone();
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] *= slope;
            }
            return new Gradient(slope, slopes);
        }

        @Override
        public void close() {}
    }
}
