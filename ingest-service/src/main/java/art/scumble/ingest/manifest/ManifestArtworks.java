package art.scumble.ingest.manifest;

import art.scumble.ingest.job.NewArtwork;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads manifests for those who want to know what is in them, and keeps nothing. */
@ApplicationScoped
public class ManifestArtworks {
    private final ManifestEntry.Reader reader;

    ManifestArtworks(ObjectMapper json) {
        this.reader = new ManifestEntry.Reader(json);
    }

    /** Hands on each line's artwork, or empty for one that is none; blank lines are left out. */
    public void read(InputStream manifest, int mostLines, Consumer<Optional<NewArtwork>> each) throws IOException {
        ManifestLines lines = new ManifestLines(manifest, new byte[0]);
        Optional<ManifestLines.Line> line = lines.next();
        while (line.isPresent() && lines.count() <= mostLines) {
            switch (reader.read(line.get())) {
                case ManifestEntry.Artwork artwork -> each.accept(Optional.of(artwork.artwork()));
                case ManifestEntry.Rejected rejected -> each.accept(Optional.empty());
                case ManifestEntry.Blank blank -> {}
            }
            line = lines.next();
        }
    }
}
