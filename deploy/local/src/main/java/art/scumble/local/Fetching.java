package art.scumble.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings results of a job that somebody else submitted into a folder, to be shown beside the originals at hand. */
final class Fetching {
    /** More would not fit in our memory. */
    private static final int MOST_WORKS = 10_000;

    private final ScumbleClient scumble;
    private final Gallery gallery;
    private final Results results;

    Fetching(ScumbleClient scumble, Gallery gallery, Results results) {
        this.scumble = scumble;
        this.gallery = gallery;
        this.results = results;
    }

    /**
     * Brings those of some works, and reports on all. A work's reference has to be the name of an original, within its
     * folder: nothing is written under any other.
     *
     * @param from the first work, counted from 1
     * @param most how many works
     */
    void bring(String job, int from, int most) throws IOException, InterruptedException {
        long works = scumble.works(job);
        if (works > MOST_WORKS) {
            throw new Problem("Job " + job + " has " + works + " works, and show takes " + MOST_WORKS
                    + " at most: GET /v1/jobs/" + job + "/outcomes.csv has all of them.");
        }
        Map<String, Path> pictures = new HashMap<>();
        gallery.pictures().forEach(picture -> pictures.put(Gallery.reference(picture), picture));
        List<JsonNode> artworks = scumble.artworks(job);
        Map<Path, Path> parts = new LinkedHashMap<>();
        for (int i = from - 1; i < Math.min(artworks.size(), from - 1 + most); i++) {
            JsonNode artwork = artworks.get(i);
            Path picture = pictures.get(artwork.path("reference").asText());
            if (artwork.path("state").asText().equals("protected") && picture != null) {
                Path part = results.part(Integer.toString(i));
                scumble.download(artwork, part);
                parts.put(picture, part);
            }
        }
        results.accept(parts, artworks);
        results.finish();
    }
}
