package art.scumble.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.ClipArchitecture;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.KlArchitecture;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Architectures at their published shapes, with random weights: whether a step of the search runs, and in how much. */
@Tag("long")
class FullShapeTest {
    /** What docs/operations.md states for steps at 256 × 256, one encoder after another in one JVM, its heap included. */
    private static final long MOST_BYTES = 10_000_000_000L;

    @TempDir
    private Path folder;

    static Stream<Architecture> published() {
        return Stream.of(
                new KlArchitecture(List.of(128, 256, 512, 512), 2, 4, true, KlArchitecture.ATTENTION),
                new KlArchitecture(List.of(128, 256, 512, 512), 2, 16, false, KlArchitecture.ATTENTION),
                new ClipArchitecture(768, 32, 12, 3072, 12, true));
    }

    @ParameterizedTest
    @MethodSource("published")
    void runsAStepWithinTheStatedMemory(Architecture architecture) throws IOException {
        // Given
        Path file = folder.resolve("random.safetensors");
        RandomWeights.write(file, architecture, 1);
        Weights weights = Weights.read(file);
        assertThat(Architecture.of(file, weights)).isEqualTo(architecture);
        try (Encoder encoder = TensorflowEncoder.load("random", weights, architecture, false, 2)) {
            StageStatistics own = encoder.statistics(noise(1));
            double[] way = own.squaredDistance(encoder.statistics(noise(2)));
            // When
            Encoder.Gradient gradient = encoder.slope(noise(3), own, way);
            // Then
            assertThat(gradient.value()).isFinite();
            assertThat(gradient.byPixel()).hasSize(3 * 256 * 256);
        }
        assertThat(peakBytes()).isLessThan(MOST_BYTES);
    }

    private static long peakBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    private static RgbImage noise(int seed) {
        Random random = new Random(seed);
        float[] values = new float[3 * 256 * 256];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new RgbImage(256, 256, values);
    }
}
