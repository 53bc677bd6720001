package art.scumble.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.ClipArchitecture;
import art.scumble.worker.encoder.KlArchitecture;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.encoder.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** As the launcher sets the C library. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1",
            "MALLOC_MMAP_THRESHOLD_", "2000000000",
            "MALLOC_TRIM_THRESHOLD_", "8000000000",
            "MALLOC_TOP_PAD_", "268435456",
            "TF_CPP_MIN_LOG_LEVEL", "1");

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
        int status = inAProcessOfItsOwn(published.name, said);
        // Then
        String words = Files.readString(said);
        System.out.println(published + ": " + words);
        assertThat(status).as(words).isZero();
        assertThat(number(words, "objective")).isFinite();
        assertThat(number(words, "gradient")).isFinite().isPositive();
        assertThat(number(words, "pixels")).isEqualTo(FullShape.SIDE * FullShape.SIDE);
        assertThat(number(words, "resident")).isLessThan((double) published.mostBytes);
    }

    private int inAProcessOfItsOwn(String name, Path said) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + HEAP_MB + "m");
        command.add("--enable-native-access=ALL-UNNAMED");
        for (String property : List.of("org.bytedeco.javacpp.cachedir", "DJL_CACHE_DIR", "ENGINE_CACHE_DIR")) {
            command.add("-D" + property + "=" + System.getProperty(property));
        }
        command.addAll(List.of(
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                FullShape.class.getName(),
                folder.toString(),
                name));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(ENVIRONMENT);
        return builder.start().waitFor();
    }

    private static double number(String words, String name) {
        Matcher number = Pattern.compile("\\b" + name + "=(\\S+)").matcher(words);
        assertThat(number.find()).as("%s: %s", name, words).isTrue();
        return Double.parseDouble(number.group(1));
    }
}
