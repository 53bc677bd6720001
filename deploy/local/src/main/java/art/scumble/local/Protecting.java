package art.scumble.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends a gallery through the pipeline and brings it back, each picture as soon as it is done. */
final class Protecting {
    private static final int JOB = 1000;
    private static final long LOOK_MS = 700;
    private static final Set<String> ENDS = Set.of("protected", "refused", "abandoned");

    private final ScumbleClient scumble;
    private final Gallery gallery;
    private final Results results;
    private final Progress progress;
    private final UnfinishedJobs unfinished;
    private final Runnable health;
    private final Map<String, Path> pictures = new HashMap<>();
    private final Set<String> settled = new HashSet<>();
    private int uploaded;

    /** {@code health} throws when waiting has become pointless. */
    Protecting(
            ScumbleClient scumble,
            Gallery gallery,
            Results results,
            Progress progress,
            UnfinishedJobs unfinished,
            Runnable health) {
        this.scumble = scumble;
        this.gallery = gallery;
        this.results = results;
        this.progress = progress;
        this.unfinished = unfinished;
        this.health = health;
    }

    /** Protects all; the returned artworks have ended, each with its outcome. */
    List<JsonNode> run(Order order) throws IOException, InterruptedException {
        List<Path> all = gallery.pictures();
        Map<String, Integer> endedByJob = new LinkedHashMap<>();
        List<String> fingerprints = new ArrayList<>();
        for (int from = 0; from < all.size(); from += JOB) {
            List<Path> batch = all.subList(from, Math.min(all.size(), from + JOB));
            batch.forEach(picture -> pictures.put(Gallery.reference(picture), picture));
            String fingerprint = unfinished.fingerprint(gallery.folder(), batch, order);
            fingerprints.add(fingerprint);
            endedByJob.put(job(fingerprint, batch, order), -1);
        }
        List<JsonNode> artworks = List.of();
        while (settled.size() < all.size()) {
            health.run();
            if (news(endedByJob)) {
                artworks = look(endedByJob.keySet());
            }
            progress.show(settled.size());
            Thread.sleep(LOOK_MS);
        }
        results.report(artworks);
        results.finish();
        progress.end();
        for (String fingerprint : fingerprints) {
            unfinished.forget(fingerprint);
        }
        return artworks;
    }

    /** The job that an interrupted run left behind for the same pictures, unless it is to be forgotten; or a new one. */
    private String job(String fingerprint, List<Path> batch, Order order) throws IOException, InterruptedException {
        if (order.fresh()) {
            unfinished.forget(fingerprint);
        }
        Optional<String> left = unfinished.of(fingerprint);
        if (left.isPresent() && scumble.knows(left.get())) {
            progress.resumed(batch.size());
            return left.get();
        }
        String job = submit(batch, order);
        unfinished.remember(fingerprint, job);
        return job;
    }

    private String submit(List<Path> batch, Order order) throws IOException, InterruptedException {
        List<Map<String, String>> entries = new ArrayList<>();
        for (Path picture : batch) {
            entries.add(Map.of(
                    "reference", Gallery.reference(picture),
                    "artist", order.artist(),
                    "upload", upload(gallery.folder().resolve(picture)),
                    "intensity", order.intensity().value()));
            progress.uploaded(++uploaded);
        }
        return scumble.submit(entries, order.fresh());
    }

    /** A file that has gone or can't be read is not uploaded: the pipeline then refuses it like any missing source. */
    private String upload(Path file) throws IOException, InterruptedException {
        ScumbleClient.Ticket ticket = scumble.ticket();
        if (Files.isReadable(file)) {
            scumble.put(ticket, file);
        }
        return ticket.upload();
    }

    private boolean news(Map<String, Integer> endedByJob) throws IOException, InterruptedException {
        boolean news = false;
        for (Map.Entry<String, Integer> job : endedByJob.entrySet()) {
            int ended = scumble.ended(job.getKey());
            news |= ended != job.setValue(ended);
        }
        return news;
    }

    private List<JsonNode> look(Set<String> jobs) throws IOException, InterruptedException {
        List<JsonNode> artworks = new ArrayList<>();
        for (String job : jobs) {
            artworks.addAll(scumble.artworks(job));
        }
        Map<Path, Path> parts = new LinkedHashMap<>();
        for (JsonNode artwork : artworks) {
            String state = artwork.path("state").asText();
            String id = artwork.path("id").asText();
            if (!ENDS.contains(state) || !settled.add(id)) {
                continue;
            }
            Path picture = pictures.get(artwork.path("reference").asText());
            if (state.equals("protected") && picture != null) {
                scumble.download(artwork, results.part(id));
                parts.put(picture, results.part(id));
            } else {
                progress.failed(artwork);
            }
            progress.show(settled.size());
        }
        if (!parts.isEmpty()) {
            results.accept(parts, artworks);
        }
        return artworks;
    }
}
