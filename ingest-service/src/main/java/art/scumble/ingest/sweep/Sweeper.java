package art.scumble.ingest.sweep;

import art.scumble.contract.FailureCode;
import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Puts artworks back into the backlog that nobody works on any more: those whose worker has gone silent, those that the
 * belt has passed by, and those that the broker gave up. The next attempt's number fences the old one off. An artwork
 * that is lost again and again is abandoned, with its cause.
 */
@ApplicationScoped
public class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    private static final String SILENT = """
            state = 'RUNNING' AND updated_at < now() - make_interval(secs => ?::double precision)
            LIMIT 500 FOR UPDATE SKIP LOCKED""";
    private static final String PASSED_BY = """
            state = 'DISPATCHED' AND dispatched_at < (SELECT taken_up_to FROM ingest.belt
                WHERE belt.lane = artwork.lane) - make_interval(secs => ?::double precision)
            LIMIT 500 FOR UPDATE SKIP LOCKED""";
    private static final String GIVEN_UP = "id = ? AND attempt = ? AND state IN ('DISPATCHED', 'RUNNING') FOR UPDATE";
    private static final String STANDING_STILL = """
            UPDATE ingest.artwork SET state = 'QUEUED', probes = probes + 1, updated_at = now()
            WHERE state = 'DISPATCHED' AND NOT EXISTS (SELECT FROM ingest.outbox) AND id IN (
                SELECT DISTINCT ON (lane) id FROM ingest.artwork AS oldest
                WHERE state = 'DISPATCHED'
                    AND dispatched_at < now() - make_interval(secs => ?::double precision * 2 ^ least(probes, 10))
                    AND NOT EXISTS (SELECT FROM ingest.artwork AS other WHERE other.lane = oldest.lane
                        AND (other.state = 'RUNNING' OR other.state = 'DISPATCHED'
                            AND other.dispatched_at >= now() - make_interval(secs => ?::double precision)))
                ORDER BY lane, dispatched_at)""";

    private final Database database;
    private final IngestConfig config;
    private final MeterRegistry metrics;
    private final Echo echo;

    Sweeper(Database database, IngestConfig config, MeterRegistry metrics, Echo echo) {
        this.database = database;
        this.config = config;
        this.metrics = metrics;
        this.echo = echo;
    }

    private record Swept(UUID artwork, boolean abandoned) {}

    /** One look at the belt, unless ingest itself has not been listening long enough; and a call for the next look. */
    @Scheduled(
            every = "${scumble.ingest.sweep-pace}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    public void sweep() {
        echo.silentFor().ifPresent(this::putBackLost);
        boolean working = database.first(
                        row -> row.getBoolean(1),
                        "SELECT EXISTS (SELECT FROM ingest.artwork WHERE state IN ('DISPATCHED', 'RUNNING'))")
                .orElse(false);
        if (working) {
            echo.call();
        }
    }

    /** Puts back what nobody works on: what has been silent for so long, and what the belt has lost. */
    public void putBackLost(Duration silence) {
        putBack("silent", SILENT, "its worker went silent", seconds(silence));
        putBack("passed-by", PASSED_BY, "the belt passed it by", seconds(config.passedBy()));
        probe();
    }

    /** Puts back what the broker gave up delivering, if that attempt is still the one that counts. */
    public void givenUp(UUID artwork, int attempt) {
        putBack("given-up", GIVEN_UP, "the broker gave up delivering it", artwork, attempt);
    }

    /**
     * On a belt from which nothing is taken, all may be lost: then none passes another by. One artwork is put on it anew; if
     * it is taken, it passes the lost ones by. As there may just be no worker, it is done ever more rarely.
     */
    private void probe() {
        double patience = seconds(config.passedBy());
        int probed = database.update(STANDING_STILL, patience, patience);
        metrics.counter("scumble_ingest_swept", "why", "standing-still", "end", "again")
                .increment(probed);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private void putBack(String kind, String which, String why, Object... parameters) {
        List<Object> all = new ArrayList<>(List.of(
                config.attempts(),
                config.attempts(),
                FailureCode.ATTEMPTS_EXHAUSTED.name(),
                config.attempts(),
                "It was lost " + config.attempts() + " times; the last time " + why + "."));
        Collections.addAll(all, parameters);
        List<Swept> swept = database.query(
                row -> new Swept(row.getObject(1, UUID.class), row.getBoolean(2)), """
                UPDATE ingest.artwork SET losses = losses + 1, suspect = suspect OR state = 'RUNNING',
                    state = CASE WHEN losses + 1 >= ? THEN 'ABANDONED' ELSE 'QUEUED' END,
                    code = CASE WHEN losses + 1 >= ? THEN ?::text END,
                    reason = CASE WHEN losses + 1 >= ? THEN ?::text END,
                    updated_at = now()
                WHERE id IN (SELECT id FROM ingest.artwork WHERE %s) RETURNING id, state = 'ABANDONED'""".formatted(which), all.toArray());
        for (Swept one : swept) {
            String end = one.abandoned() ? "abandoned" : "again";
            LOG.warnf("artwork %s is lost, %s (%s)", one.artwork(), why, end);
            metrics.counter("scumble_ingest_swept", "why", kind, "end", end).increment();
        }
    }
}
