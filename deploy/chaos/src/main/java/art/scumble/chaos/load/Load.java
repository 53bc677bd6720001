package art.scumble.chaos.load;

import art.scumble.chaos.history.Entry;
import art.scumble.chaos.history.History;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;

/** What all platforms submit in a run, spread over its time, the same for the same seed. One of them begins with an import. */
final class Load {
    private static final int LARGEST_JOB = 24;
    private static final int CANCELLED_ONE_IN = 12;
    private static final double IMPORT_SHARE = 0.15;

    private final List<Platform> platforms;
    private final History history;
    private final Random random;
    private final long seed;
    private int next;

    Load(List<Platform> platforms, History history, long seed) {
        this.platforms = platforms;
        this.history = history;
        this.random = new Random(seed);
        this.seed = seed;
    }

    /** Submits so many artworks in a time; each accepted job is handed on. */
    void submit(int artworks, Duration time, BiConsumer<Platform, UUID> accepted)
            throws IOException, InterruptedException {
        Instant begun = Instant.now();
        int first = (int) (artworks * IMPORT_SHARE);
        if (first > 0) {
            job(platforms.getFirst(), "bulk", first, accepted);
        }
        while (next < artworks) {
            Duration due = time.multipliedBy(next - first).dividedBy(Math.max(1, artworks - first));
            Duration early = Duration.between(Instant.now(), begun.plus(due));
            if (early.isPositive()) {
                Thread.sleep(early);
            }
            boolean single = random.nextInt(4) == 0;
            int size = single ? 1 : Math.min(artworks - next, random.nextInt(2, LARGEST_JOB + 1));
            Platform platform = platforms.get(random.nextInt(platforms.size()));
            UUID job = job(platform, single ? "interactive" : "bulk", size, accepted);
            if (!single && random.nextInt(CANCELLED_ONE_IN) == 0) {
                Thread.sleep(random.nextInt(3000));
                cancel(platform, job);
            }
        }
    }

    private UUID job(Platform platform, String lane, int size, BiConsumer<Platform, UUID> accepted)
            throws IOException, InterruptedException {
        List<Map<String, String>> entries = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        int from = next;
        for (int i = 0; i < size; i++) {
            long picture = seed * 1_000_003 + next;
            Kind kind = Kind.of(picture);
            kinds.add(kind);
            String upload = platform.upload(kind.source(picture), kind != Kind.NEVER_UPLOADED);
            entries.add(Map.of("reference", reference(next), "artist", kind.artist(picture), "upload", upload));
            next++;
        }
        UUID job = platform.submit(lane, entries);
        for (int i = 0; i < size; i++) {
            history.add(new Entry.Submitted(
                    Instant.now(),
                    platform.tenant(),
                    job,
                    reference(from + i),
                    kinds.get(i).expected()));
        }
        accepted.accept(platform, job);
        return job;
    }

    /** The platform's name for an artwork. */
    private static String reference(int number) {
        return "picture-" + number;
    }

    /** The seed that a referenced artwork was made from. */
    long seedOf(String reference) {
        return seed * 1_000_003 + Long.parseLong(reference.substring(reference.indexOf('-') + 1));
    }

    private void cancel(Platform platform, UUID job) throws InterruptedException {
        if (platform.cancel(job)) {
            history.add(new Entry.Cancelled(Instant.now(), job));
        } else {
            history.note("this pipeline can't cancel jobs yet");
        }
    }
}
