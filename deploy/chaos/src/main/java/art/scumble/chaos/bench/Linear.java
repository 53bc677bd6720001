package art.scumble.chaos.bench;

import art.scumble.chaos.load.Picture;
import art.scumble.chaos.load.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** How one worker's time and memory grow with the number of large pictures. */
final class Linear {
    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;
    static final double MEGAPIXELS = WIDTH * HEIGHT / 1e6;

    private static final int SOURCES = 5;
    private static final double MEGABYTE = 1e6;
    private static final long MOST_BYTES = 4_000_000_000L;

    private final Pipeline pipeline;

    Linear(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * What so many pictures came to.
     *
     * @param peakBytes the most memory that the worker's process had until then
     * @param swappedBytes what of it was on disk at the end
     */
    record Line(int pictures, double seconds, long peakBytes, long swappedBytes) {
        boolean isTooMuch() {
            return peakBytes > MOST_BYTES || swappedBytes > 0;
        }

        String inWords(double one) {
            return String.format(
                    Locale.ROOT,
                    "%d pictures of 12 megapixels: %.1f s, %.1f times the first line's; the worker's peak %.0f MB,"
                            + " swapped out %.0f MB",
                    pictures,
                    seconds,
                    seconds / one,
                    peakBytes / MEGABYTE,
                    swappedBytes / MEGABYTE);
        }
    }

    /** Warms up with two pictures, and measures. */
    List<Line> measure(List<Integer> counts) throws IOException, InterruptedException {
        Platform platform = pipeline.platform();
        List<String> uploads = new ArrayList<>();
        for (int i = 0; i < SOURCES; i++) {
            uploads.add(platform.upload(Picture.jpeg(Picture.good(i, WIDTH, HEIGHT)), true));
        }
        seconds(platform, uploads, 2);
        List<Line> lines = new ArrayList<>();
        for (int count : counts) {
            double seconds = seconds(platform, uploads, count);
            lines.add(new Line(count, seconds, pipeline.workersMemory("VmHWM"), pipeline.workersMemory("VmSwap")));
        }
        return lines;
    }

    private static double seconds(Platform platform, List<String> uploads, int count)
            throws IOException, InterruptedException {
        long since = System.nanoTime();
        UUID job = Pipeline.submit(platform, "bulk", uploads, count);
        return Pipeline.secondsToTheEnd(platform, job, since);
    }
}
