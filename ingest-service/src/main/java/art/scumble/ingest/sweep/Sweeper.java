package art.scumble.ingest.sweep;

import art.scumble.contract.FailureCode;
import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Puts artworks back into the backlog that nobody works on any more: those whose worker has gone silent, those that the
 * belt has passed by, and those that the broker gave up. The next attempt's number fences the old one off. After the
 * last attempt an artwork is abandoned, with its cause.
 */
@ApplicationScoped
public class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final String SILENT = "state = 'RUNNING' AND updated_at < now() - make_interval(secs => ?)";
    private static final String PASSED_BY = """
            state = 'DISPATCHED' AND dispatched_at
                < (SELECT taken_up_to FROM ingest.belt WHERE belt.lane = artwork.lane) - make_interval(secs => ?)""";
    private static final String GIVEN_UP = "id = ? AND attempt = ? AND state IN ('DISPATCHED', 'RUNNING')";

    private final Database database;
    private final IngestConfig config;
    private final MeterRegistry metrics;
    private final Attention attention;

    Sweeper(Database database, IngestConfig config, MeterRegistry metrics) {
        this.database = database;
        this.config = config;
        this.metrics = metrics;
        this.attention = new Attention(config.silence());
    }

    /** One look at the belt, unless ingest itself has not been listening long enough. */
    @Scheduled(
            every = "${scumble.ingest.sweep-pace}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    public void sweep() {
        // A look that the database did not answer throws here, and counts as a break.
        if (database.first(row -> row.getBoolean(1), "SELECT true").isPresent()
                && attention.isLongEnough(Instant.now())) {
            putBackLost();
        }
    }

    /** Puts back what nobody works on. */
    public void putBackLost() {
        putBack(SILENT, "its worker went silent", seconds(config.silence()));
        putBack(PASSED_BY, "the belt passed it by", seconds(config.passedBy()));
    }

    /** Puts back what the broker gave up delivering, if that attempt is still the one that counts. */
    public void givenUp(UUID artwork, int attempt) {
        putBack(GIVEN_UP, "the broker gave up delivering it", artwork, attempt);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private void putBack(String which, String why, Object... parameters) {
        AtomicInteger abandoned = new AtomicInteger();
        List<UUID> again = database.transaction(transaction -> {
            abandoned.set(abandon(transaction, which, why, parameters));
            return transaction.query(
                    row -> row.getObject(1, UUID.class),
                    "UPDATE ingest.artwork SET state = 'QUEUED', suspect = suspect OR state = 'RUNNING', updated_at = now()"
                            + " WHERE " + which + " RETURNING id",
                    parameters);
        });
        for (UUID artwork : again) {
            LOG.warnf("artwork %s goes back into the backlog: %s", artwork, why);
        }
        metrics.counter("scumble_ingest_swept", "end", "again").increment(again.size());
        metrics.counter("scumble_ingest_swept", "end", "abandoned").increment(abandoned.get());
    }

    private int abandon(Database.Transaction transaction, String which, String why, Object... parameters)
            throws SQLException {
        Object[] all = new Object[parameters.length + 3];
        all[0] = FailureCode.ATTEMPTS_EXHAUSTED.name();
        all[1] = "After the last of " + config.attempts() + " attempts " + why + ".";
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        all[all.length - 1] = config.attempts();
        return transaction.update("""
                UPDATE ingest.artwork SET state = 'ABANDONED', code = ?, reason = ?, updated_at = now()
                WHERE %s AND attempt >= ?""".formatted(which), all);
    }
}
