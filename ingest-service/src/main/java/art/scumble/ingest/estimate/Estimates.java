package art.scumble.ingest.estimate;

import art.scumble.contract.FailureCode;
import art.scumble.contract.Lane;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.dispatch.WorkRates;
import art.scumble.ingest.gateway.SourceHeader;
import art.scumble.ingest.gateway.StorageGateway;
import art.scumble.ingest.job.NewArtwork;
import art.scumble.ingest.manifest.ManifestArtworks;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what a manifest would take, from the first bytes of its sources. Nothing is submitted, and nothing kept. */
@ApplicationScoped
class Estimates {
    /** More would keep the request for minutes; a larger manifest is estimated by a part of it. */
    static final int MOST_LINES = 10_000;

    private static final int AT_ONCE = 200;
    private static final double PIXELS_A_MEGAPIXEL = 1e6;

    private final ManifestArtworks manifests;
    private final StorageGateway gateway;
    private final Database database;
    private final WorkRates rates;

    Estimates(ManifestArtworks manifests, StorageGateway gateway, Database database, WorkRates rates) {
        this.manifests = manifests;
        this.gateway = gateway;
        this.database = database;
        this.rates = rates;
    }

    /**
     * What a manifest would take.
     *
     * @param lines that were looked at
     * @param rejectedLines that are no artworks
     * @param artworks that would be protected, by their first bytes
     * @param refused that would be refused, by code
     * @param unread whose size the first bytes don't tell, and which count as average ones
     * @param megapixels of all that would be protected
     * @param workerSeconds that one worker would take, by what works took lately
     */
    public record Estimate(
            int lines,
            int rejectedLines,
            int artworks,
            Map<FailureCode, Integer> refused,
            int unread,
            double megapixels,
            long workerSeconds) {}

    /** Looks at a manifest's lines, the first {@link #MOST_LINES} of them. */
    Estimate of(TenantId tenant, InputStream manifest) throws IOException {
        Sums sums = new Sums();
        List<NewArtwork> waiting = new ArrayList<>();
        manifests.read(manifest, MOST_LINES, line -> {
            sums.lines++;
            if (line.isEmpty()) {
                sums.rejected++;
                return;
            }
            Optional<PermanentFailure> refusal = line.get().refusal();
            if (refusal.isPresent()) {
                sums.refuse(refusal.get().code());
                return;
            }
            waiting.add(line.get());
            if (waiting.size() == AT_ONCE) {
                look(tenant, waiting, sums);
            }
        });
        look(tenant, waiting, sums);
        double mean = sums.read == 0 ? 0 : sums.megapixels / sums.read;
        double megapixels = sums.megapixels + sums.unread * mean;
        int artworks = sums.read + sums.unread;
        double seconds =
                database.transaction(transaction -> rates.predict(transaction, Lane.BULK, artworks, megapixels));
        return new Estimate(
                sums.lines,
                sums.rejected,
                artworks,
                sums.refused,
                sums.unread,
                Math.round(megapixels * 100) / 100.0,
                (long) Math.ceil(seconds));
    }

    private void look(TenantId tenant, List<NewArtwork> artworks, Sums sums) {
        if (artworks.isEmpty()) {
            return;
        }
        List<StorageGateway.Source> sources = artworks.stream()
                .map(artwork -> new StorageGateway.Source(artwork.upload(), artwork.sourceKey()))
                .toList();
        for (SourceHeader header : gateway.headers(tenant, sources)) {
            sums.add(header);
        }
        artworks.clear();
    }

    private static final class Sums {
        private int lines;
        private int rejected;
        private int read;
        private int unread;
        private double megapixels;
        private final Map<FailureCode, Integer> refused = new TreeMap<>();

        private void refuse(FailureCode code) {
            refused.merge(code, 1, Integer::sum);
        }

        private void add(SourceHeader header) {
            if (header.code() != null) {
                refuse(header.code());
            } else if (header.pixels() == null) {
                unread++;
            } else {
                read++;
                megapixels += header.pixels() / PIXELS_A_MEGAPIXEL;
            }
        }
    }
}
