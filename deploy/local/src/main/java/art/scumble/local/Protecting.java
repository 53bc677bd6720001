package art.scumble.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sends a gallery through the pipeline and brings it back. */
final class Protecting {
    private static final int JOB = 1000;
    private static final long LOOK_MS = 700;
    private static final Set<String> ENDS = Set.of("protected", "refused", "abandoned");

    private final ScumbleClient scumble;
    private final Gallery gallery;
    private final PrintStream out;
    private final Set<String> settled = new HashSet<>();
    private final long start = System.nanoTime();

    Protecting(ScumbleClient scumble, Gallery gallery, PrintStream out) {
        this.scumble = scumble;
        this.gallery = gallery;
        this.out = out;
    }

    /** Protects all; the returned artworks have ended, each with its outcome. */
    List<JsonNode> run(String artist, String intensity) throws IOException, InterruptedException {
        List<Path> files = gallery.files();
        List<String> jobs = new ArrayList<>();
        for (int from = 0; from < files.size(); from += JOB) {
            List<Map<String, String>> entries = new ArrayList<>();
            for (Path file : files.subList(from, Math.min(files.size(), from + JOB))) {
                String upload = scumble.upload(gallery.pictures().resolve(file));
                entries.add(Map.of(
                        "reference", file.toString(), "artist", artist, "upload", upload, "intensity", intensity));
            }
            jobs.add(scumble.submit(entries));
        }
        List<JsonNode> artworks = look(jobs);
        while (settled.size() < files.size()) {
            Thread.sleep(LOOK_MS);
            artworks = look(jobs);
        }
        out.println();
        report(artworks);
        return artworks;
    }

    private List<JsonNode> look(List<String> jobs) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        for (String job : jobs) {
            all.addAll(scumble.artworks(job));
        }
        for (JsonNode artwork : all) {
            String state = artwork.path("state").asText();
            if (ENDS.contains(state) && settled.add(artwork.path("id").asText())) {
                settle(artwork, state);
            }
        }
        progress(all.size());
        return all;
    }

    private void settle(JsonNode artwork, String state) throws IOException, InterruptedException {
        String reference = artwork.path("reference").asText();
        if (state.equals("protected")) {
            Path target = gallery.out().resolve(reference);
            Files.createDirectories(target.getParent());
            Path draft = Files.createTempFile(target.getParent(), ".scumble-", ".part");
            scumble.download(artwork.path("id").asText(), draft);
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } else {
            out.printf(
                    "\r\u001b[K%s: %s %s, %s%n",
                    reference,
                    state,
                    artwork.path("code").asText(),
                    artwork.path("reason").asText());
        }
    }

    private void progress(int total) {
        double minutes = (System.nanoTime() - start) / 60e9;
        double rate = settled.size() / Math.max(minutes, 1e-9);
        String left = settled.isEmpty()
                ? "time left not known yet"
                : String.format(Locale.ROOT, "%.1f min left", (total - settled.size()) / rate);
        out.printf(Locale.ROOT, "\r\u001b[K%d of %d done, %.1f a minute, %s", settled.size(), total, rate, left);
        out.flush();
    }

    private void report(List<JsonNode> artworks) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode report = json.createObjectNode();
        report.put("note", "Feature-space figures are proxies: they are no proof against training.");
        report.putArray("artworks").addAll(artworks);
        json.writeValue(gallery.out().resolve(Gallery.REPORT).toFile(), report);
    }
}
