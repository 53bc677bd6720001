package art.scumble.ingest.admission;

import art.scumble.contract.ArtworkRef;
import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.gateway.AdmittedSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts admitted artworks into the backlog, the same work once: the same artist's same file at the same intensity, with what
 * the fleet protects with. A second one ends as the first does, unless its job insists on a cloak of its own.
 */
@ApplicationScoped
class AdmittedWorks {
    /** What a sandbox tenant's works are protected with. */
    private static final String SIMULATED = "simulated";

    /** Done, or sure to come no later than this one would. */
    private static final String MAY_BE_FOLLOWED = """
            (twin.state = 'PROTECTED' OR twin.state IN ('QUEUED', 'DISPATCHED', 'RUNNING') AND NOT twin.held
                AND twin.lane IN ('INTERACTIVE', own.lane))""";

    private final Database database;
    private final IngestConfig config;

    AdmittedWorks(Database database, IngestConfig config) {
        this.database = database;
        this.config = config;
    }

    private record Work(String artist, String intensity, boolean force, String protection) {}

    private record Twin(UUID id, boolean isDone) {}

    /**
     * Queues an artwork, or ties it to the one that it equals.
     *
     * @throws PermanentFailure ALREADY_PROTECTED if the source is a result of Scumble's
     */
    void queue(AdmittedSource source) {
        ArtworkRef ref = source.ref();
        database.transaction(transaction -> {
            Optional<Work> work = transaction
                    .query(
                            row -> new Work(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getBoolean(3),
                                    row.getBoolean(4) ? SIMULATED : config.protection()),
                            """
                            SELECT artist, intensity, force, sandbox FROM ingest.artwork, ingest.job, ingest.tenant
                            WHERE artwork.id = ? AND state = 'RECEIVED' AND job.id = artwork.job
                                AND tenant.id = artwork.tenant FOR UPDATE OF artwork""",
                            ref.id())
                    .stream()
                    .findFirst();
            return work.isEmpty() ? 0 : queue(transaction, source, work.get());
        });
    }

    private static int queue(Database.Transaction transaction, AdmittedSource source, Work work) throws SQLException {
        ArtworkRef ref = source.ref();
        requireOriginal(transaction, ref);
        Optional<Twin> twin = work.force() ? Optional.empty() : twin(transaction, ref, work);
        transaction.update(
                """
                UPDATE ingest.artwork SET sha256 = ?, size_bytes = ?, media_type = ?, pixels = ?, protection = ?,
                    same_as = ?, state = ?, updated_at = now() WHERE id = ?""",
                ref.sha256().hex(),
                ref.sizeBytes(),
                ref.mediaType().value(),
                Optional.ofNullable(source.pixels()),
                work.protection(),
                twin.map(Twin::id),
                twin.isEmpty() ? "QUEUED" : "FOLLOWING",
                ref.id());
        return twin.filter(Twin::isDone).isEmpty() ? 1 : transaction.update("""
                        UPDATE ingest.artwork SET state = 'PROTECTED', outcome = twin.outcome, attempt = twin.attempt,
                            worker = twin.worker, settled = true
                        FROM ingest.artwork AS twin WHERE artwork.id = ? AND twin.id = artwork.same_as""", ref.id());
    }

    /** What a cloak was put on already must not get a second one: visibility would add up. */
    private static void requireOriginal(Database.Transaction transaction, ArtworkRef ref) throws SQLException {
        List<String> originals = transaction.query(
                row -> row.getString(1), """
                SELECT reference FROM ingest.artwork
                WHERE tenant = ? AND outcome ->> 'sha256' = ? AND state = 'PROTECTED' LIMIT 1""", ref.tenant().value(), ref.sha256().hex());
        if (!originals.isEmpty()) {
            throw new PermanentFailure(
                    FailureCode.ALREADY_PROTECTED, "this file is the protected version of " + originals.getFirst());
        }
    }

    /** Of two that are admitted at once the second one sees the first; and the twin does not end unseen meanwhile. */
    private static Optional<Twin> twin(Database.Transaction transaction, ArtworkRef ref, Work work)
            throws SQLException {
        transaction.query(
                row -> true,
                "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
                String.join("\n", ref.tenant().value(), ref.sha256().hex(), work.artist(), work.intensity()));
        return transaction
                .query(
                        row -> new Twin(row.getObject(1, UUID.class), row.getBoolean(2)),
                        """
                        SELECT twin.id, twin.state = 'PROTECTED' FROM ingest.artwork AS twin, ingest.artwork AS own
                        WHERE twin.tenant = ? AND twin.sha256 = ? AND twin.artist = ? AND twin.intensity = ?
                            AND twin.protection = ? AND twin.same_as IS NULL AND own.id = ? AND twin.id <> own.id AND %s
                        ORDER BY twin.state <> 'PROTECTED', twin.updated_at DESC LIMIT 1 FOR SHARE OF twin""".formatted(MAY_BE_FOLLOWED),
                        ref.tenant().value(),
                        ref.sha256().hex(),
                        work.artist(),
                        work.intensity(),
                        work.protection(),
                        ref.id())
                .stream()
                .findFirst();
    }
}
