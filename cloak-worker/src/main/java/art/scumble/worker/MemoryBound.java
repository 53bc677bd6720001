package art.scumble.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tells when the process has grown too far beyond what it had once it was warm: the last resort against a native engine
 * that keeps things, since nothing but a new process gives those back.
 */
final class MemoryBound implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MemoryBound.class);
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int KILOBYTE = 1024;

    private final long mostGrowth;
    private final Supplier<OptionalLong> residentBytes;
    private final Duration warmUp;
    private final Duration pace;
    private final Runnable whenOver;
    private final Thread watch;

    /**
     * Watches at once.
     *
     * @param mostGrowth in bytes
     * @param residentBytes of the process; empty where that can't be known
     * @param warmUp how long the process grows for good reasons
     * @param whenOver called once
     */
    MemoryBound(
            long mostGrowth, Supplier<OptionalLong> residentBytes, Duration warmUp, Duration pace, Runnable whenOver) {
        this.mostGrowth = mostGrowth;
        this.residentBytes = residentBytes;
        this.warmUp = warmUp;
        this.pace = pace;
        this.whenOver = whenOver;
        this.watch = Thread.ofVirtual().name("memory-bound").start(this::watch);
    }

    private void watch() {
        try {
            Thread.sleep(warmUp);
            OptionalLong warm = residentBytes.get();
            while (warm.isPresent()) {
                Thread.sleep(pace);
                long grown = residentBytes.get().orElse(0) - warm.getAsLong();
                if (grown > mostGrowth) {
                    LOG.warnf("the process has grown by %d bytes since it was warm, and ends to begin anew", grown);
                    whenOver.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of this process, on Linux. */
    static OptionalLong resident() {
        if (!Files.exists(STATUS)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> KILOBYTE * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
