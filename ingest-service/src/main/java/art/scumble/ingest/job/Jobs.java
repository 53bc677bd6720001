package art.scumble.ingest.job;

import art.scumble.contract.Lane;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.tenant.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Accepts jobs, and answers for them. */
@ApplicationScoped
public class Jobs {
    private final Database database;
    private final Quotas quotas;
    private final Throughput throughput;

    Jobs(Database database, Quotas quotas, Throughput throughput) {
        this.database = database;
        this.quotas = quotas;
        this.throughput = throughput;
    }

    /** What a submission came to. */
    public enum Result {
        /** The job is in, now or since earlier. */
        ACCEPTED,
        /** The key was used before for something else. */
        DIFFERENT,
        /** The tenant has as much unfinished as it may have. */
        QUOTA_USED_UP
    }

    /**
     * An answer to a submission.
     *
     * @param job the accepted job, or the one that this key had before
     */
    public record Submitted(UUID job, Result result) {}

    /** Accepts a job once: the same key with the same request is the same job, however often and whoever is first. */
    public Submitted submit(Submission submission, Sha256 request, List<NewArtwork> artworks) {
        UUID job = UUID.randomUUID();
        // Asked before, not within: who holds a connection and waits for a second one may wait for ever.
        long room = quotas.room(submission.tenant());
        return database.transaction(transaction -> {
            Optional<Submitted> earlier = earlier(transaction, submission, request);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            if (room < artworks.size()) {
                return new Submitted(job, Result.QUOTA_USED_UP);
            }
            return add(transaction, job, submission, request)
                    ? fill(transaction, job, submission, artworks)
                    : earlier(transaction, submission, request).orElseThrow();
        });
    }

    private static Optional<Submitted> earlier(Database.Transaction transaction, Submission submission, Sha256 request)
            throws SQLException {
        return transaction
                .query(
                        row -> new Submitted(
                                row.getObject(1, UUID.class),
                                request.hex().equals(row.getString(2)) ? Result.ACCEPTED : Result.DIFFERENT),
                        "SELECT id, request_sha256 FROM ingest.job WHERE tenant = ? AND idempotency_key = ?",
                        submission.tenant().value(),
                        submission.key())
                .stream()
                .findFirst();
    }

    private static boolean add(Database.Transaction transaction, UUID job, Submission submission, Sha256 request)
            throws SQLException {
        return transaction.update(
                        """
                        INSERT INTO ingest.job
                            (id, tenant, idempotency_key, request_sha256, lane, force, deliver_to, created_at, closed)
                        VALUES (?, ?, ?, ?, ?, ?, ?, now(), true) ON CONFLICT (tenant, idempotency_key) DO NOTHING""",
                        job,
                        submission.tenant().value(),
                        submission.key(),
                        request.hex(),
                        submission.lane().name(),
                        submission.force(),
                        submission.deliverTo())
                > 0;
    }

    private static Submitted fill(
            Database.Transaction transaction, UUID job, Submission submission, List<NewArtwork> artworks)
            throws SQLException {
        NewArtworks.Target target = new NewArtworks.Target(
                submission.tenant(), job, submission.lane(), false, submission.deliverTo(), submission.traceParent());
        List<NewArtworks.Placed> placed = new ArrayList<>();
        for (NewArtwork artwork : artworks) {
            placed.add(new NewArtworks.Placed(placed.size() + 1, artwork));
        }
        NewArtworks.insert(transaction, target, placed);
        return new Submitted(job, Result.ACCEPTED);
    }

    /** Whether the tenant has this job. */
    public boolean knows(TenantId tenant, UUID job) {
        return !database.query(row -> true, "SELECT FROM ingest.job WHERE id = ? AND tenant = ?", job, tenant.value())
                .isEmpty();
    }

    /** A job of this tenant. */
    public Optional<JobView> find(TenantId tenant, UUID job) {
        Map<String, Long> counts = new TreeMap<>();
        for (ArtworkState state : ArtworkState.values()) {
            counts.put(state.value(), 0L);
        }
        database.query(
                row -> counts.put(ArtworkState.valueOf(row.getString(1)).value(), row.getLong(2)),
                "SELECT state, count(*) FROM ingest.artwork WHERE job = ? AND tenant = ? GROUP BY state",
                job,
                tenant.value());
        List<Hold> holds = database.query(
                Hold::read,
                "SELECT " + Hold.COLUMNS + " FROM ingest.hold, ingest.job WHERE job.id = ? AND job.tenant = ?"
                        + " AND (hold.job = job.id OR hold.tenant = job.tenant OR hold.lane = job.lane)"
                        + " ORDER BY hold.placed_at LIMIT 100",
                job,
                tenant.value());
        return database.first(
                        Head::read,
                        "SELECT id, lane, created_at, control, force, closed, lines_rejected, request_sha256 IS NULL"
                                + " FROM ingest.job WHERE id = ? AND tenant = ?",
                        job,
                        tenant.value())
                .map(head -> view(head, counts, holds));
    }

    private record Head(
            UUID job,
            Lane lane,
            Instant createdAt,
            Control control,
            boolean force,
            boolean closed,
            int rejectedLines,
            boolean unread) {
        private static Head read(ResultSet row) throws SQLException {
            return new Head(
                    row.getObject(1, UUID.class),
                    Lane.of(row.getString(2)),
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    Control.valueOf(row.getString(4)),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getInt(7),
                    row.getBoolean(8));
        }
    }

    private JobView view(Head head, Map<String, Long> counts, List<Hold> holds) {
        long open = Stream.of(ArtworkState.values())
                .filter(state -> !state.isEnd())
                .mapToLong(state -> counts.getOrDefault(state.value(), 0L))
                .sum();
        return new JobView(
                head.job(),
                head.lane(),
                head.createdAt(),
                head.control(),
                holds,
                head.force(),
                counts,
                head.rejectedLines(),
                head.closed(),
                head.closed() && head.unread() && head.control() != Control.CANCELLED,
                open == 0 ? null : throughput.of(head.job(), head.lane()).orElse(null),
                head.closed() && open == 0);
    }
}
