package art.scumble.ingest.dispatch;

import art.scumble.contract.Lane;
import art.scumble.contract.MediaType;
import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each lane's works take, as PostgreSQL remembers it. */
@ApplicationScoped
public class WorkRates {
    private record Picture(Lane lane, double megapixels) {}

    /** Learns from what an artwork took; a sandbox's take nothing, and tell nothing. */
    public void learn(Database.Transaction transaction, UUID artwork, double seconds) throws SQLException {
        for (Picture picture :
                transaction.query(row -> new Picture(Lane.of(row.getString("lane")), megapixels(row)), """
                SELECT lane, pixels, size_bytes, media_type FROM ingest.artwork
                WHERE id = ? AND size_bytes IS NOT NULL AND media_type IS NOT NULL
                    AND protection IS DISTINCT FROM 'simulated'""", artwork)) {
            keep(
                    transaction,
                    picture.lane(),
                    known(transaction, picture.lane(), " FOR UPDATE").with(picture.megapixels(), seconds));
        }
    }

    private static void keep(Database.Transaction transaction, Lane lane, WorkRate rate) throws SQLException {
        transaction.update(
                """
                INSERT INTO ingest.work_rate (lane, works, megapixels, seconds, megapixels_squared, megapixel_seconds)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (lane) DO UPDATE SET works = excluded.works, megapixels = excluded.megapixels,
                    seconds = excluded.seconds, megapixels_squared = excluded.megapixels_squared,
                    megapixel_seconds = excluded.megapixel_seconds""",
                lane.name(),
                rate.works(),
                rate.megapixels(),
                rate.seconds(),
                rate.megapixelsSquared(),
                rate.megapixelSeconds());
    }

    /** The predicted seconds of several works together, of so many megapixels in all. */
    public double predict(Database.Transaction transaction, Lane lane, long works, double megapixels)
            throws SQLException {
        return of(transaction, lane).secondsFor(works, megapixels);
    }

    WorkRate of(Database.Transaction transaction, Lane lane) throws SQLException {
        return known(transaction, lane, "");
    }

    private static WorkRate known(Database.Transaction transaction, Lane lane, String lock) throws SQLException {
        return transaction
                .query(
                        row -> new WorkRate(
                                row.getDouble(1),
                                row.getDouble(2),
                                row.getDouble(3),
                                row.getDouble(4),
                                row.getDouble(5)),
                        "SELECT works, megapixels, seconds, megapixels_squared, megapixel_seconds"
                                + " FROM ingest.work_rate WHERE lane = ?" + lock,
                        lane.name())
                .stream()
                .findFirst()
                .orElse(WorkRate.UNKNOWN);
    }

    /** Of a row with pixels, size_bytes and media_type. */
    static double megapixels(ResultSet row) throws SQLException {
        @Nullable Long pixels = row.getObject("pixels", Long.class);
        return Megapixels.of(pixels, row.getLong("size_bytes"), MediaType.of(row.getString("media_type")));
    }
}
