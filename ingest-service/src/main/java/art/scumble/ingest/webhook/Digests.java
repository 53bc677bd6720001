package art.scumble.ingest.webhook;

import art.scumble.ingest.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Ends that are told together: counted here until their job is complete, or until the first of them is old. */
final class Digests {
    private static final String COLUMNS = " RETURNING endpoint, job, artist, protected, refused, abandoned";

    private Digests() {}

    /** What is counted together. */
    record Key(UUID endpoint, UUID job, String artist) {}

    /** What was counted. */
    record Digest(Key key, Counts counts) {}

    static void add(Database.Transaction transaction, Map<Key, Counts> ends, Instant now) throws SQLException {
        List<Digest> digests = ends.entrySet().stream()
                .map(entry -> new Digest(entry.getKey(), entry.getValue()))
                .toList();
        transaction.update(
                """
                INSERT INTO ingest.webhook_digest AS known
                    (endpoint, job, artist, protected, refused, abandoned, opened_at)
                SELECT endpoint, job, artist, protected, refused, abandoned, ?
                FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::int[], ?::int[], ?::int[])
                    AS more (endpoint, job, artist, protected, refused, abandoned)
                ON CONFLICT (endpoint, job, artist) DO UPDATE SET protected = known.protected + excluded.protected,
                    refused = known.refused + excluded.refused, abandoned = known.abandoned + excluded.abandoned""",
                now.atOffset(ZoneOffset.UTC),
                texts(digests, digest -> digest.key().endpoint().toString()),
                texts(digests, digest -> digest.key().job().toString()),
                texts(digests, digest -> digest.key().artist()),
                numbers(digests, Counts::protectedOnes),
                numbers(digests, Counts::refused),
                numbers(digests, Counts::abandoned));
    }

    private static String[] texts(List<Digest> digests, Function<Digest, String> part) {
        return digests.stream().map(part).toArray(String[]::new);
    }

    private static Integer[] numbers(List<Digest> digests, Function<Counts, Integer> part) {
        return digests.stream().map(Digest::counts).map(part).toArray(Integer[]::new);
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
