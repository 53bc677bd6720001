package art.scumble.ingest.job;

import art.scumble.contract.Lane;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Accepts jobs, and answers for them. */
@ApplicationScoped
public class Jobs {
    private final Database database;

    Jobs(Database database) {
        this.database = database;
    }

    /**
     * What a submission came to.
     *
     * @param job the accepted job, or the one that this key had before
     * @param conflicting whether the key was used before for something else
     */
    public record Submitted(UUID job, boolean conflicting) {}

    /** Accepts a job once: the same key with the same request is the same job, however often and whoever is first. */
    public Submitted submit(
            TenantId tenant, String key, Sha256 request, Lane lane, List<NewArtwork> artworks, String traceParent) {
        return database.transaction(transaction -> {
            UUID job = UUID.randomUUID();
            OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
            int added = transaction.update("""
                    INSERT INTO ingest.job (id, tenant, idempotency_key, request_sha256, lane, created_at)
                    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, idempotency_key) DO NOTHING""", job, tenant.value(), key, request.hex(), lane.name(), now);
            if (added == 0) {
                return earlier(transaction, tenant, key, request);
            }
            for (int position = 0; position < artworks.size(); position++) {
                insert(transaction, tenant, job, lane, position, artworks.get(position), now, traceParent);
            }
            return new Submitted(job, false);
        });
    }

    private static Submitted earlier(Database.Transaction transaction, TenantId tenant, String key, Sha256 request)
            throws SQLException {
        return transaction
                .query(
                        row -> new Submitted(
                                row.getObject(1, UUID.class), !row.getString(2).equals(request.hex())),
                        "SELECT id, request_sha256 FROM ingest.job WHERE tenant = ? AND idempotency_key = ?",
                        tenant.value(),
                        key)
                .getFirst();
    }

    private static void insert(
            Database.Transaction transaction,
            TenantId tenant,
            UUID job,
            Lane lane,
            int position,
            NewArtwork artwork,
            OffsetDateTime now,
            String traceParent)
            throws SQLException {
        Optional<PermanentFailure> refusal = artwork.refusal();
        transaction.update(
                """
                INSERT INTO ingest.artwork (id, job, tenant, position, reference, artist, lane, intensity, upload,
                    source_key, state, not_before, code, reason, trace_parent, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                UUID.randomUUID(),
                job,
                tenant.value(),
                position,
                artwork.reference(),
                artwork.artist(),
                lane.name(),
                artwork.intensity().name(),
                artwork.upload(),
                artwork.sourceKey(),
                (refusal.isPresent() ? ArtworkState.REFUSED : ArtworkState.RECEIVED).name(),
                now,
                refusal.map(failure -> failure.code().name()),
                refusal.map(Throwable::getMessage),
                traceParent,
                now);
    }

    /** A job of this tenant. */
    public Optional<JobView> find(TenantId tenant, UUID job) {
        Map<String, Long> counts = new TreeMap<>();
        for (ArtworkState state : ArtworkState.values()) {
            counts.put(state.name().toLowerCase(Locale.ROOT), 0L);
        }
        database.query(
                row -> counts.put(row.getString(1).toLowerCase(Locale.ROOT), row.getLong(2)),
                "SELECT state, count(*) FROM ingest.artwork WHERE job = ? AND tenant = ? GROUP BY state",
                job,
                tenant.value());
        long open = 0;
        for (ArtworkState state : ArtworkState.values()) {
            open += state.isEnd() ? 0 : counts.getOrDefault(state.name().toLowerCase(Locale.ROOT), 0L);
        }
        boolean finished = open == 0;
        return database.first(
                row -> new JobView(
                        job,
                        Lane.of(row.getString(1)),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        Control.valueOf(row.getString(3)),
                        counts,
                        finished),
                "SELECT lane, created_at, control FROM ingest.job WHERE id = ? AND tenant = ?",
                job,
                tenant.value());
    }
}
