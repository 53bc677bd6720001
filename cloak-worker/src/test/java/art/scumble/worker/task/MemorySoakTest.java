package art.scumble.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.worker.OwnProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker's process holds after thousands of pictures. */
@Tag("long")
class MemorySoakTest {
    private static final int MIXED = 300;
    private static final int SMALL = 3000;
    private static final int HEAP_MB = 512;

    /** The heap is touched at the start and has one size, so that all that grows is native. */
    private static final List<String> JVM =
            List.of("-Xms" + HEAP_MB + "m", "-Xmx" + HEAP_MB + "m", "-XX:+AlwaysPreTouch", "-Djava.awt.headless=true");

    @Test
    void holdsLittleMoreAfterThousandsOfPicturesThanAfterTheFirstFewHundred(@TempDir Path folder) throws Exception {
        // Given
        Path said = folder.resolve("soak.out");
        // When
        int status = OwnProcess.run(
                said, JVM, Soak.class, Integer.toString(MIXED), Integer.toString(SMALL), Integer.toString(MIXED));
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

    private static long kilobytes(String words, String when) {
        Matcher rss = Pattern.compile(Pattern.quote(when) + " rss=(\\d+)").matcher(words);
        assertThat(rss.find()).as("%s: %s", when, words).isTrue();
        return Long.parseLong(rss.group(1)) - HEAP_MB * 1024L;
    }
}
