package art.scumble.chaos.load;

import art.scumble.chaos.history.Entry;
import art.scumble.chaos.history.History;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Follows all jobs through the public API, and writes down every change. */
final class Followed {
    private static final long LOOK_MS = 1500;

    private final History history;
    private final Map<UUID, Platform> jobs = new ConcurrentHashMap<>();
    private final Map<UUID, String> countsByJob = new HashMap<>();
    private final Map<String, Entry.Seen> lastByReference = new ConcurrentHashMap<>();
    private final Set<UUID> finished = ConcurrentHashMap.newKeySet();

    Followed(History history) {
        this.history = history;
    }

    void add(Platform platform, UUID job) {
        jobs.put(job, platform);
    }

    /** Looks until it is interrupted. */
    void follow() {
        try {
            while (true) {
                look(false);
                Thread.sleep(LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look at all jobs, or at those that are not finished. */
    synchronized void look(boolean all) throws InterruptedException {
        for (Map.Entry<UUID, Platform> job : jobs.entrySet()) {
            UUID id = job.getKey();
            if (!all && finished.contains(id)) {
                continue;
            }
            JsonNode view = job.getValue().job(id);
            String counts = view.path("counts").toString();
            if (all || !counts.equals(countsByJob.put(id, counts))) {
                job.getValue().artworks(id).forEach(artwork -> see(id, artwork));
            }
            if (view.path("finished").asBoolean()) {
                finished.add(id);
            }
        }
    }

    /** How many jobs have an artwork that has not ended. */
    int open() {
        return jobs.size() - finished.size();
    }

    List<Entry.Seen> last() {
        return List.copyOf(lastByReference.values());
    }

    /** Who asked for a job. */
    Platform platform(UUID job) {
        Platform platform = jobs.get(job);
        if (platform == null) {
            throw new IllegalArgumentException("nobody submitted " + job);
        }
        return platform;
    }

    private void see(UUID job, JsonNode artwork) {
        Entry.Seen seen = new Entry.Seen(
                Instant.now(),
                job,
                UUID.fromString(artwork.path("id").asText()),
                artwork.path("reference").asText(),
                artwork.path("state").asText(),
                artwork.path("code").asText(""),
                artwork.path("attempt").asInt(),
                artwork.path("result").path("sha256").asText(""));
        Entry.Seen before = lastByReference.put(seen.reference(), seen);
        if (before == null || isChange(before, seen)) {
            history.add(seen);
        }
    }

    private static boolean isChange(Entry.Seen before, Entry.Seen seen) {
        return !(before.artwork().equals(seen.artwork())
                && before.state().equals(seen.state())
                && before.code().equals(seen.code())
                && before.attempt() == seen.attempt()
                && before.sha256().equals(seen.sha256()));
    }
}
