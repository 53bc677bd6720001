package art.scumble.ingest.webhook;

import art.scumble.ingest.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Ends that are told together: counted here until their job is complete, or until the first of them is old. */
final class Digests {
    private static final String COLUMNS = " RETURNING endpoint, job, artist, protected, refused, abandoned";

    private Digests() {}

    /** What is counted together. */
    record Key(UUID endpoint, UUID job, String artist) {}

    /** What was counted. */
    record Digest(Key key, Counts counts) {}

    static void add(Database.Transaction transaction, Map<Key, Counts> ends, Instant now) throws SQLException {
        // In one order, in which transactions wait for each other rather than fail.
        List<Key> keys = ends.keySet().stream()
                .sorted(Comparator.comparing(Key::endpoint)
                        .thenComparing(Key::job)
                        .thenComparing(Key::artist))
                .toList();
        for (Key key : keys) {
            Counts counts = ends.getOrDefault(key, Counts.NONE);
            transaction.update(
                    """
                    INSERT INTO ingest.webhook_digest AS known
                        (endpoint, job, artist, protected, refused, abandoned, opened_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (endpoint, job, artist) DO UPDATE SET protected = known.protected + excluded.protected,
                        refused = known.refused + excluded.refused, abandoned = known.abandoned + excluded.abandoned""",
                    key.endpoint(),
                    key.job(),
                    key.artist(),
                    counts.protectedOnes(),
                    counts.refused(),
                    counts.abandoned(),
                    now.atOffset(ZoneOffset.UTC));
        }
    }

    /** Takes those of a job. */
    static List<Digest> takeOfJob(Database.Transaction transaction, UUID job) throws SQLException {
        return transaction.query(Digests::read, "DELETE FROM ingest.webhook_digest WHERE job = ?" + COLUMNS, job);
    }

    /** Takes some of those that were opened before. */
    static List<Digest> takeOpenedBefore(Database.Transaction transaction, Instant time, int most) throws SQLException {
        return transaction.query(Digests::read, """
                DELETE FROM ingest.webhook_digest WHERE (endpoint, job, artist) IN (
                    SELECT endpoint, job, artist FROM ingest.webhook_digest WHERE opened_at < ?
                    ORDER BY opened_at LIMIT ? FOR UPDATE SKIP LOCKED)""" + COLUMNS, time.atOffset(ZoneOffset.UTC), most);
    }

    private static Digest read(ResultSet row) throws SQLException {
        return new Digest(
                new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3)),
                new Counts(row.getInt(4), row.getInt(5), row.getInt(6)));
    }
}
