package art.scumble.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker's process holds after thousands of pictures, with the C library set as the launcher sets it. */
@Tag("long")
class MemorySoakTest {
    private static final int MIXED = 300;
    private static final int SMALL = 3000;
    private static final int HEAP_MB = 512;

    /** The heap is touched at the start and has one size, so that all that grows is native. */
    private static final List<String> JVM = List.of(
            "-Xms" + HEAP_MB + "m",
            "-Xmx" + HEAP_MB + "m",
            "-XX:+AlwaysPreTouch",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED");

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1",
            "MALLOC_MMAP_THRESHOLD_", "2000000000",
            "MALLOC_TRIM_THRESHOLD_", "8000000000",
            "MALLOC_TOP_PAD_", "268435456",
            "TF_CPP_MIN_LOG_LEVEL", "1");

    @Test
    void holdsLittleMoreAfterThousandsOfPicturesThanAfterTheFirstFewHundred(@TempDir Path folder) throws Exception {
        // Given
        Path said = folder.resolve("soak.out");
        // When
        int status = soak(said);
        // Then
        String words = Files.readString(said);
        System.out.println(words);
        assertThat(status).as(words).isZero();
        long first = kilobytes(words, "after mixed " + MIXED);
        assertThat(kilobytes(words, "after small " + (MIXED + SMALL)))
                .as("RSS without the heap, kB, after small pictures; before them %d kB", first)
                .isLessThan(first + first / 10);
        assertThat(kilobytes(words, "after mixed sizes again " + (2 * MIXED + SMALL)))
                .as("RSS without the heap, kB, at the end; after the first %d it was %d kB", MIXED, first)
                .isLessThan(first + 15 * first / 100);
        Matcher arrays = Pattern.compile("arrays base=(\\d+) most=(\\d+)").matcher(words);
        assertThat(arrays.find()).isTrue();
        assertThat(arrays.group(2)).as("the most arrays after any task").isEqualTo(arrays.group(1));
    }

    private static int soak(Path said) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        for (String property : List.of("org.bytedeco.javacpp.cachedir", "DJL_CACHE_DIR", "ENGINE_CACHE_DIR")) {
            command.add("-D" + property + "=" + System.getProperty(property));
        }
        command.addAll(List.of(
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                Soak.class.getName(),
                Integer.toString(MIXED),
                Integer.toString(SMALL),
                Integer.toString(MIXED)));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(ENVIRONMENT);
        return builder.start().waitFor();
    }

    private static long kilobytes(String words, String when) {
        Matcher rss = Pattern.compile(Pattern.quote(when) + " rss=(\\d+)").matcher(words);
        assertThat(rss.find()).as("%s: %s", when, words).isTrue();
        return Long.parseLong(rss.group(1)) - HEAP_MB * 1024L;
    }
}
