package art.scumble.ingest.retention;

import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.gateway.StorageGateway;
import art.scumble.ingest.loop.LoopedWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Some time after an artwork has ended, tells storage-gateway which result counts, so that those of fenced attempts are
 * removed. Later, since such an attempt may still be running; asking twice does no harm.
 */
@ApplicationScoped
public class ResultSettler implements LoopedWork {
    private static final Logger LOG = Logger.getLogger(ResultSettler.class);
    private static final int BATCH = 16;

    private final Database database;
    private final StorageGateway gateway;
    private final IngestConfig config;

    ResultSettler(Database database, StorageGateway gateway, IngestConfig config) {
        this.database = database;
        this.gateway = gateway;
        this.config = config;
    }

    @Override
    public String name() {
        return "result-settler";
    }

    @Override
    public Duration pace() {
        return config.settlePace();
    }

    @Override
    public boolean round() {
        return settleBatch();
    }

    private record Ended(UUID artwork, TenantId tenant, Optional<StorageGateway.Kept> kept) {}

    /** A batch; true if there may be more. */
    public boolean settleBatch() {
        List<Ended> batch =
                database.query(ResultSettler::ended, """
                SELECT id, tenant, attempt, outcome ->> 'sha256' FROM ingest.artwork
                WHERE NOT settled AND attempt > 0 AND state IN ('PROTECTED', 'REFUSED', 'ABANDONED')
                    AND updated_at < now() - make_interval(secs => ?::double precision)
                ORDER BY updated_at LIMIT ?""", config.settleAfter().toMillis() / 1000.0, BATCH);
        try {
            for (Ended ended : batch) {
                settle(ended);
            }
            return batch.size() == BATCH;
        } catch (TransientFailure e) {
            LOG.warnf("results are settled later: %s", e.getMessage());
            return false;
        }
    }

    private static Ended ended(ResultSet row) throws SQLException {
        String sha256 = row.getString(4);
        return new Ended(
                row.getObject(1, UUID.class),
                new TenantId(row.getString(2)),
                sha256 == null
                        ? Optional.empty()
                        : Optional.of(new StorageGateway.Kept(row.getInt(3), new Sha256(sha256))));
    }

    private void settle(Ended ended) {
        try {
            gateway.settle(ended.tenant(), ended.artwork(), ended.kept());
        } catch (PermanentFailure e) {
            // It stays as it is: the others must not wait behind it for ever.
            LOG.errorf("the results of artwork %s can't be settled: %s", ended.artwork(), e.getMessage());
        }
        database.update("UPDATE ingest.artwork SET settled = true WHERE id = ?", ended.artwork());
    }
}
