package art.scumble.ingest.webhook;

import art.scumble.ingest.database.Database;
import art.scumble.ingest.job.ArtworkState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells, once, that all artworks of a job have ended and their ends were told. */
@ApplicationScoped
class JobCompletion {
    private static final String COMPLETE = """
            UPDATE ingest.job SET completion_told_at = ?
            WHERE id = ? AND completion_told_at IS NULL AND closed
                AND NOT EXISTS (SELECT FROM ingest.artwork WHERE artwork.job = job.id
                    AND state NOT IN ('PROTECTED', 'REFUSED', 'ABANDONED'))
            RETURNING tenant""";

    private final Payloads payloads;
    private final Outbox outbox;
    private final DigestMessages digests;
    private final InstantSource clock;

    JobCompletion(Payloads payloads, Outbox outbox, DigestMessages digests, InstantSource clock) {
        this.payloads = payloads;
        this.outbox = outbox;
        this.digests = digests;
        this.clock = clock;
    }

    /** If the job is complete, and nobody said so before. */
    void tell(Database.Transaction transaction, UUID job) throws SQLException {
        // First, as it is quick, while to look for open ones among many that have just ended is not.
        boolean more = transaction
                .query(
                        row -> row.getBoolean(1),
                        "SELECT EXISTS (SELECT FROM ingest.artwork_end WHERE artwork_end.job = ?)",
                        job)
                .getFirst();
        if (!more) {
            tellComplete(transaction, job);
        }
    }

    private void tellComplete(Database.Transaction transaction, UUID job) throws SQLException {
        Instant now = clock.instant();
        List<String> tenants = transaction.query(row -> row.getString(1), COMPLETE, now.atOffset(ZoneOffset.UTC), job);
        for (String tenant : tenants) {
            digests.send(transaction, tenant, Digests.takeOfJob(transaction, job), true, now);
            List<Subscriber> subscribers = Subscribers.of(transaction, tenant, EventType.JOB_COMPLETED);
            if (!subscribers.isEmpty()) {
                String body = payloads.jobCompleted(job, counts(transaction, job), now);
                outbox.add(
                        transaction,
                        subscribers.stream()
                                .map(to -> Message.to(to, EventType.JOB_COMPLETED, Optional.of(job), body))
                                .toList());
            }
        }
    }

    private static Counts counts(Database.Transaction transaction, UUID job) throws SQLException {
        return transaction
                .query(
                        row -> Counts.of(ArtworkState.valueOf(row.getString(1)), row.getInt(2)),
                        "SELECT state, count(*) FROM ingest.artwork WHERE job = ? GROUP BY state",
                        job)
                .stream()
                .reduce(Counts.NONE, Counts::plus);
    }
}
