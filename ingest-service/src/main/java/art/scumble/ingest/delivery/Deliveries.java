package art.scumble.ingest.delivery;

import art.scumble.contract.MediaType;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Has results brought to the tenants' own buckets, where a job asks for it. A result is taken for a while, so that of several
 * instances one brings it; one whose bringer died is taken again.
 */
@ApplicationScoped
public class Deliveries implements LoopedWork {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final int BATCH = 16;
    private static final int AT_ONCE = 4;
    /** Longer than the gateway takes for the largest result. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    /** Doubled with each try, up to an hour. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** Some three days. */
    private static final int MOST_TRIES = 80;

    private final Database database;
    private final StorageGateway gateway;
    private final IngestConfig config;

    Deliveries(Database database, StorageGateway gateway, IngestConfig config) {
        this.database = database;
        this.gateway = gateway;
        this.config = config;
    }

    @Override
    public String name() {
        return "deliveries";
    }

    @Override
    public Duration pace() {
        return config.pace();
    }

    @Override
    public boolean round() throws InterruptedException {
        return deliverBatch();
    }

    /**
     * A result to bring.
     *
     * @param artwork whose delivery it is, though the result may be another one's
     */
    private record Due(UUID artwork, StorageGateway.Delivery delivery) {
        private static Due read(ResultSet row) throws SQLException {
            return new Due(
                    row.getObject(1, UUID.class),
                    new StorageGateway.Delivery(
                            new TenantId(row.getString(2)),
                            row.getObject(3, UUID.class),
                            row.getInt(4),
                            new Sha256(row.getString(5)),
                            MediaType.of(row.getString(6)),
                            row.getString(7)));
        }
    }

    /** A batch; true if there may be more that can be brought now. */
    public boolean deliverBatch() throws InterruptedException {
        List<Due> batch = database.query(Due::read, """
                UPDATE ingest.artwork SET deliver_after = now() + make_interval(secs => ?) WHERE id IN (
                    SELECT id FROM ingest.artwork WHERE state = 'PROTECTED' AND delivery_key IS NOT NULL
                        AND delivered_at IS NULL AND delivery_problem IS NULL
                        AND (deliver_after IS NULL OR deliver_after <= now())
                    ORDER BY deliver_after NULLS FIRST LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING id, tenant, coalesce(same_as, id), attempt, outcome ->> 'sha256', outcome ->> 'mediaType',
                    delivery_key""", LEASE.toSeconds(), BATCH);
        List<Callable<Boolean>> deliveries = new ArrayList<>();
        for (Due due : batch) {
            deliveries.add(() -> deliver(due));
        }
        boolean all = true;
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var delivery : threads.invokeAll(deliveries)) {
                all &= delivery.resultNow();
            }
        }
        return all && batch.size() == BATCH;
    }

    private boolean deliver(Due due) {
        try {
            gateway.deliver(due.delivery());
            database.update("UPDATE ingest.artwork SET delivered_at = now() WHERE id = ?", due.artwork());
            return true;
        } catch (PermanentFailure e) {
            LOG.infof("artwork %s can't be delivered: %s", due.artwork(), e.getMessage());
            database.update(
                    "UPDATE ingest.artwork SET delivery_problem = ? WHERE id = ?",
                    String.valueOf(e.getMessage()),
                    due.artwork());
            return true;
        } catch (TransientFailure e) {
            LOG.debugf("artwork %s is delivered later: %s", due.artwork(), e.getMessage());
            database.update("""
                    UPDATE ingest.artwork SET delivery_tries = delivery_tries + 1,
                        deliver_after = now() + make_interval(secs => ? * 2 ^ least(delivery_tries, 7)),
                        delivery_problem = CASE WHEN delivery_tries + 1 >= ? THEN ?::text END WHERE id = ?""", PAUSE.toSeconds(), MOST_TRIES, String.valueOf(e.getMessage()), due.artwork());
            return false;
        }
    }
}
