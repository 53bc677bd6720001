package art.scumble.ingest.manifest;

import art.scumble.contract.Lane;
import art.scumble.contract.Sha256;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.job.NewArtworks;
import art.scumble.ingest.job.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Jobs whose manifest is being read. Of several readers one has the job, until it says nothing for a while. */
@ApplicationScoped
class Manifests {
    /** How long a reader may say nothing; it speaks with each batch. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private final Database database;

    Manifests(Database database) {
        this.database = database;
    }

    /**
     * A job and how far its manifest was read before.
     *
     * @param standing what can be done with it
     * @param lines how many lines are in
     * @param hash of those, or of all of them if it is closed; empty if there are none
     */
    record Opened(UUID job, UUID reader, Standing standing, int lines, Optional<Sha256> hash) {}

    /** How a job stands towards a request to read its manifest. */
    enum Standing {
        /** This reader has it. */
        OURS,
        /** Another one has it. */
        BEING_READ,
        /** It was read to its end. */
        CLOSED,
        /** It was cancelled in the middle, or closed after nobody had read on for too long. */
        ENDED_BEFORE
    }

    /** Takes a job to read its manifest, be it new or left behind. */
    Opened open(Submission submission) {
        UUID reader = UUID.randomUUID();
        return database.transaction(transaction -> {
            transaction.update(
                    """
                    INSERT INTO ingest.job
                        (id, tenant, idempotency_key, lane, force, deliver_to, created_at, closed, reading_until)
                    VALUES (?, ?, ?, ?, ?, ?, now(), false, now()) ON CONFLICT (tenant, idempotency_key) DO NOTHING""",
                    UUID.randomUUID(),
                    submission.tenant().value(),
                    submission.key(),
                    submission.lane().name(),
                    submission.force(),
                    submission.deliverTo());
            transaction.update(
                    """
                    UPDATE ingest.job SET reader = ?, reading_until = now() + make_interval(secs => ?)
                    WHERE tenant = ? AND idempotency_key = ? AND NOT closed AND reading_until <= now()""", reader, LEASE.toSeconds(), submission.tenant().value(), submission.key());
            return transaction
                    .query(
                            row -> {
                                Optional<String> whole = Optional.ofNullable(row.getString(4));
                                Optional<String> soFar = Optional.ofNullable(row.getString(5));
                                boolean closed = row.getBoolean(2);
                                return new Opened(
                                        row.getObject(1, UUID.class),
                                        reader,
                                        closed
                                                ? whole.isPresent() ? Standing.CLOSED : Standing.ENDED_BEFORE
                                                : reader.equals(row.getObject(3, UUID.class))
                                                        ? Standing.OURS
                                                        : Standing.BEING_READ,
                                        row.getInt(6),
                                        whole.or(() -> soFar).map(Sha256::new));
                            },
                            "SELECT id, closed, reader, request_sha256, read_sha256, lines_read FROM ingest.job"
                                    + " WHERE tenant = ? AND idempotency_key = ?",
                            submission.tenant().value(),
                            submission.key())
                    .getFirst();
        });
    }

    /**
     * Keeps a batch of lines, all of it or nothing; false if another has taken the job meanwhile, or it was cancelled.
     *
     * @param lines how many were read until now
     * @param hash of all of those
     */
    boolean append(Submission submission, Opened opened, List<ManifestEntry> batch, int lines, Sha256 hash) {
        return database.transaction(transaction -> {
            Optional<NewArtworks.Target> target = advance(transaction, submission, opened, lines, hash);
            if (target.isEmpty()) {
                return false;
            }
            List<ManifestEntry.Rejected> rejected = new ArrayList<>();
            List<NewArtworks.Placed> placed = new ArrayList<>();
            for (ManifestEntry entry : batch) {
                switch (entry) {
                    case ManifestEntry.Artwork one -> placed.add(new NewArtworks.Placed(one.line(), one.artwork()));
                    case ManifestEntry.Rejected line -> rejected.add(line);
                    case ManifestEntry.Blank blank -> {}
                }
            }
            Set<Integer> added = NewArtworks.insert(transaction, target.get(), placed);
            placed.stream()
                    .filter(one -> !added.contains(one.position()))
                    .map(one -> new ManifestEntry.Rejected(
                            one.position(),
                            Optional.of(one.artwork().reference()),
                            "An earlier line has the same reference."))
                    .forEach(rejected::add);
            reject(transaction, opened.job(), rejected);
            return true;
        });
    }

    private static Optional<NewArtworks.Target> advance(
            Database.Transaction transaction, Submission submission, Opened opened, int lines, Sha256 hash)
            throws SQLException {
        return transaction
                .query(
                        row -> new NewArtworks.Target(
                                submission.tenant(),
                                opened.job(),
                                Lane.of(row.getString(1)),
                                row.getBoolean(2),
                                submission.deliverTo(),
                                submission.traceParent()),
                        """
                        UPDATE ingest.job SET lines_read = ?, read_sha256 = ?,
                            reading_until = now() + make_interval(secs => ?)
                        WHERE id = ? AND reader = ? AND NOT closed RETURNING lane, control = 'PAUSED'""",
                        lines,
                        hash.hex(),
                        LEASE.toSeconds(),
                        opened.job(),
                        opened.reader())
                .stream()
                .findFirst();
    }

    private static void reject(Database.Transaction transaction, UUID job, List<ManifestEntry.Rejected> lines)
            throws SQLException {
        if (lines.isEmpty()) {
            return;
        }
        transaction.update(
                "INSERT INTO ingest.rejected_line (job, line, reference, reason)"
                        + " SELECT ?, line.* FROM unnest(?::int[], ?::text[], ?::text[]) AS line (line, reference, reason)",
                job,
                lines.stream().map(ManifestEntry.Rejected::line).toArray(Integer[]::new),
                lines.stream().map(line -> line.reference().orElse(null)).toArray(String[]::new),
                lines.stream().map(ManifestEntry.Rejected::reason).toArray(String[]::new));
        transaction.update("UPDATE ingest.job SET lines_rejected = lines_rejected + ? WHERE id = ?", lines.size(), job);
    }

    /** Closes a job whose manifest is read to its end; false if it is not this reader's any more. */
    boolean close(Opened opened, Sha256 whole) {
        return database.update(
                        "UPDATE ingest.job SET closed = true, request_sha256 = ? WHERE id = ? AND reader = ? AND NOT closed",
                        whole.hex(),
                        opened.job(),
                        opened.reader())
                > 0;
    }

    /** Lets others read on at once. */
    void leave(Opened opened) {
        database.update(
                "UPDATE ingest.job SET reading_until = now() WHERE id = ? AND reader = ? AND NOT closed",
                opened.job(),
                opened.reader());
    }

    /** Closes what nobody has read on for so long, as it is; how many. */
    int closeForsaken(Duration patience) {
        return database.update(
                "UPDATE ingest.job SET closed = true WHERE NOT closed AND reading_until < now() - make_interval(secs => ?)",
                patience.toSeconds());
    }
}
