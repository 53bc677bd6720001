package art.scumble.ingest.webhook;

import art.scumble.ingest.database.Database;
import art.scumble.ingest.loop.LoopedWork;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Sends digests that have waited long enough, and removes what is old. */
@ApplicationScoped
public class Upkeep implements LoopedWork {
    private static final int BATCH = 1000;

    private final Database database;
    private final WebhookConfig config;
    private final DigestMessages digests;
    private final InstantSource clock;
    private final AtomicLong disabledEndpoints;

    Upkeep(
            Database database,
            WebhookConfig config,
            DigestMessages digests,
            InstantSource clock,
            MeterRegistry metrics) {
        this.database = database;
        this.config = config;
        this.digests = digests;
        this.clock = clock;
        this.disabledEndpoints = metrics.gauge("scumble_webhook_endpoints_disabled", new AtomicLong());
    }

    @Override
    public String name() {
        return "webhook-upkeep";
    }

    @Override
    public Duration pace() {
        return config.upkeepPace();
    }

    @Override
    public boolean round() {
        return tidyBatch();
    }

    /** A batch of each; true if there may be more. */
    public boolean tidyBatch() {
        Instant now = clock.instant();
        int digested = database.transaction(transaction -> sendDigests(transaction, now));
        int removed = database.update("""
                DELETE FROM ingest.webhook_message WHERE id = ANY (ARRAY(
                    SELECT id FROM ingest.webhook_message WHERE created_at < ? ORDER BY created_at LIMIT ?))""", now.minus(config.retention()).atOffset(ZoneOffset.UTC), BATCH);
        database.update("DELETE FROM ingest.webhook_secret WHERE expires_at < ?", now.atOffset(ZoneOffset.UTC));
        disabledEndpoints.set(database.first(
                        row -> row.getLong(1),
                        "SELECT count(*) FROM ingest.webhook_endpoint WHERE disabled_at IS NOT NULL")
                .orElse(0L));
        return digested == BATCH || removed == BATCH;
    }

    private int sendDigests(Database.Transaction transaction, Instant now) throws SQLException {
        List<Digests.Digest> old = Digests.takeOpenedBefore(transaction, now.minus(config.digestAfter()), BATCH);
        Map<UUID, List<Digests.Digest>> byJob = old.stream()
                .collect(Collectors.groupingBy(digest -> digest.key().job()));
        for (Map.Entry<UUID, List<Digests.Digest>> job : byJob.entrySet()) {
            List<String> tenants = transaction.query(
                    row -> row.getString(1), "SELECT tenant FROM ingest.job WHERE id = ?", job.getKey());
            for (String tenant : tenants) {
                digests.send(transaction, tenant, job.getValue(), false, now);
            }
        }
        return old.size();
    }
}
