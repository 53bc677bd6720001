package art.scumble.ingest.dispatch;

import art.scumble.contract.Lane;
import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Each lane's belt: how far workers have taken from it, and how much may lie on it. As many artworks wait there as
 * workers have in hand and have ended in the last seconds, within bounds: enough that nobody runs out before the next
 * look, and no more, since what is on the belt is out of the fair share's reach.
 */
@ApplicationScoped
public class Belt {
    /** Of exp(): beyond it PostgreSQL calls the result out of range. */
    private static final String FADED = """
            ended * exp(-least(100, greatest(0, extract(epoch FROM now() - ended_at)::double precision / ?)))""";

    private final IngestConfig.Window window;

    Belt(IngestConfig config) {
        this.window = config.window();
    }

    /** Told that a worker took an artwork, and when it had been dispatched. */
    public void taken(Database.Transaction transaction, UUID artwork, OffsetDateTime dispatchedAt) throws SQLException {
        transaction.update("""
                INSERT INTO ingest.belt (lane, taken_up_to) SELECT lane, ? FROM ingest.artwork WHERE id = ?
                ON CONFLICT (lane) DO UPDATE SET taken_up_to = greatest(belt.taken_up_to, excluded.taken_up_to)""", dispatchedAt, artwork);
    }

    /** Told that an artwork ended. */
    public void ended(Database.Transaction transaction, UUID artwork) throws SQLException {
        transaction.update("""
                INSERT INTO ingest.belt AS belt (lane, ended) SELECT lane, 1 FROM ingest.artwork WHERE id = ?
                ON CONFLICT (lane) DO UPDATE SET ended_at = greatest(belt.ended_at, now()), ended = 1 + %s""".formatted(FADED.replace("ended", "belt.ended")), artwork, seconds(window.span()));
    }

    /** How many artworks more may be put on the belt. */
    int room(Database.Transaction transaction, Lane lane) throws SQLException {
        double ended = transaction
                .query(
                        row -> row.getDouble(1),
                        "SELECT " + FADED + " FROM ingest.belt WHERE lane = ?",
                        seconds(window.span()),
                        lane.name())
                .stream()
                .findFirst()
                .orElse(0.0);
        return transaction
                .query(
                        row -> Math.max(0, wanted(window.least(), window.most(), row.getInt(2), ended) - row.getInt(1)),
                        """
                        SELECT count(*) FILTER (WHERE state = 'DISPATCHED'), count(*) FILTER (WHERE state = 'RUNNING')
                        FROM ingest.artwork WHERE lane = ? AND state IN ('DISPATCHED', 'RUNNING')""",
                        lane.name())
                .getFirst();
    }

    /** How many artworks are to wait on a lane's belt. */
    static int wanted(int least, int most, int running, double ended) {
        return (int) Math.clamp(running + Math.round(ended), least, (long) Math.max(least, most));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
