package art.scumble.chaos.load;

import art.scumble.chaos.history.Entry;
import art.scumble.chaos.history.History;
import art.scumble.chaos.stack.ChaosStack;
import art.scumble.contract.Sha256;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Three platforms that submit, follow and fetch, from the first artwork to the last result. */
public final class Traffic implements AutoCloseable {
    private static final long LOOK_MS = 1000;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final History history;
    private final Followed followed;
    private final Load load;
    private final Thread following;
    private final List<Thread> threads = new ArrayList<>();

    /** Lets the platforms in and begins to follow what they will submit. */
    public Traffic(ChaosStack stack, History history, long seed) throws SQLException {
        this.history = history;
        this.followed = new Followed(history);
        List<Platform> platforms = new ArrayList<>();
        platforms.add(new Platform(http, stack.ingest(), "local", stack.apiKey()));
        for (String tenant : List.of("north", "south")) {
            String key = UUID.randomUUID().toString();
            stack.rows()
                    .addTenant(
                            tenant,
                            Sha256.of(key.getBytes(StandardCharsets.UTF_8)).hex());
            platforms.add(new Platform(http, stack.ingest(), tenant, key));
        }
        this.load = new Load(platforms, history, seed);
        this.following = Thread.ofVirtual().name("following").start(followed::follow);
    }

    /** Begins to submit so many artworks, spread over a time. */
    public void begin(int artworks, Duration time) {
        threads.add(Thread.ofPlatform().name("submitting").daemon().start(() -> {
            try {
                load.submit(artworks, time, followed::add);
            } catch (IOException e) {
                history.note("submitting has ended early: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Waits until all is submitted and has ended; false if that took too long. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        boolean submitted = true;
        for (Thread thread : threads) {
            submitted &= thread.join(Duration.between(Instant.now(), deadline));
        }
        while (followed.open() > 0 && Instant.now().isBefore(deadline)) {
            Thread.sleep(LOOK_MS);
        }
        return submitted && followed.open() == 0;
    }

    /** Looks at everything once more, and fetches every result. */
    public void collect() throws InterruptedException {
        following.interrupt();
        following.join();
        followed.look(true);
        for (Entry.Seen seen : followed.last()) {
            if (seen.state().equals("protected")) {
                fetch(seen);
            }
        }
    }

    private void fetch(Entry.Seen seen) throws InterruptedException {
        try {
            byte[] file = followed.platform(seen.job()).result(seen.artwork());
            String flaw = Picture.flaw(file, Picture.good(load.seedOf(seen.reference())));
            history.add(new Entry.Downloaded(
                    Instant.now(), seen.artwork(), Sha256.of(file).hex(), flaw));
        } catch (IOException e) {
            history.add(new Entry.Downloaded(Instant.now(), seen.artwork(), "", String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        following.interrupt();
        threads.forEach(Thread::interrupt);
        http.shutdownNow();
    }
}
