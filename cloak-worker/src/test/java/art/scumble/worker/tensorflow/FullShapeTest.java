package art.scumble.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.worker.OwnProcess;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.ClipArchitecture;
import art.scumble.worker.encoder.KlArchitecture;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.encoder.WeightsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Architectures at their published shapes, with random weights: whether a step of the search runs, and in how much. */
@Tag("long")
class FullShapeTest {
    private static final int HEAP_MB = 512;

    @TempDir
    private Path folder;

    /**
     * An architecture as published.
     *
     * @param mostBytes that a process may hold for it, its heap included, as docs/models/README.md states
     */
    private record Published(String name, Architecture architecture, WeightsFile.Type type, long mostBytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Published> published() {
        KlArchitecture sd = new KlArchitecture(List.of(128, 256, 512, 512), 2, 4, true, KlArchitecture.ATTENTION);
        KlArchitecture flux = new KlArchitecture(List.of(128, 256, 512, 512), 2, 16, false, KlArchitecture.ATTENTION);
        return Stream.of(
                new Published("kl-4", sd, WeightsFile.Type.F32, 3_000_000_000L),
                new Published("kl-16", flux, WeightsFile.Type.F32, 3_000_000_000L),
                new Published(
                        "vit-b-32",
                        new ClipArchitecture(768, 32, 12, 3072, 12, true),
                        WeightsFile.Type.F32,
                        2_000_000_000L),
                new Published(
                        "vit-l-14",
                        new ClipArchitecture(1024, 14, 24, 4096, 16, true),
                        WeightsFile.Type.F16,
                        3_500_000_000L),
                new Published(
                        "vit-h-14",
                        new ClipArchitecture(1280, 14, 32, 5120, 16, false),
                        WeightsFile.Type.F16,
                        5_500_000_000L));
    }

    @ParameterizedTest
    @MethodSource("published")
    void opensAsInAWorkerAndRunsAStepWithinTheStatedMemory(Published published) throws Exception {
        // Given
        Path file = folder.resolve(published.name + "_encoder.safetensors");
        RandomWeights.write(file, published.architecture.parameters(), 1, published.type);
        assertThat(Architecture.of(file, Weights.read(file))).isEqualTo(published.architecture);
        Path said = folder.resolve("said");
        // When
        int status = OwnProcess.run(
                said, List.of("-Xmx" + HEAP_MB + "m"), FullShape.class, folder.toString(), published.name);
        // Then
        String words = Files.readString(said);
        System.out.println(published + ": " + words);
        assertThat(status).as(words).isZero();
        assertThat(number(words, "objective")).isFinite();
        assertThat(number(words, "gradient")).isFinite().isPositive();
        assertThat(number(words, "pixels")).isEqualTo(FullShape.SIDE * FullShape.SIDE);
        assertThat(number(words, "resident")).isLessThan((double) published.mostBytes);
    }

    private static double number(String words, String name) {
        Matcher number = Pattern.compile("\\b" + name + "=(\\S+)").matcher(words);
        assertThat(number.find()).as("%s: %s", name, words).isTrue();
        return Double.parseDouble(number.group(1));
    }
}
