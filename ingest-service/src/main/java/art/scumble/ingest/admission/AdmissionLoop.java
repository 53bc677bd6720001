package art.scumble.ingest.admission;

import art.scumble.contract.Lane;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.gateway.AdmittedSource;
import art.scumble.ingest.gateway.StorageGateway;
import art.scumble.ingest.job.TraceParent;
import art.scumble.ingest.loop.LoopedWork;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/**
 * Has the gateway admit what was submitted. Admission is idempotent and every transition conditional, so that two
 * instances that take the same artwork do no harm.
 */
@ApplicationScoped
public class AdmissionLoop implements LoopedWork {
    private static final Logger LOG = Logger.getLogger(AdmissionLoop.class);
    private static final int BATCH = 16;
    private static final int AT_ONCE = 4;

    private final Database database;
    private final StorageGateway gateway;
    private final AdmittedWorks works;
    private final IngestConfig config;

    AdmissionLoop(Database database, StorageGateway gateway, AdmittedWorks works, IngestConfig config) {
        this.database = database;
        this.gateway = gateway;
        this.works = works;
        this.config = config;
    }

    @Override
    public String name() {
        return "admission";
    }

    @Override
    public Duration pace() {
        return config.pace();
    }

    @Override
    public boolean round() throws InterruptedException {
        return admitBatch();
    }

    private record Submitted(
            UUID id,
            TenantId tenant,
            Optional<UUID> upload,
            Optional<String> sourceKey,
            Optional<String> traceParent) {}

    /** One batch; true if there may be more that can be admitted now. */
    public boolean admitBatch() throws InterruptedException {
        List<Submitted> batch = new ArrayList<>();
        boolean full = false;
        for (Lane lane : Lane.values()) {
            List<Submitted> due = due(lane);
            full |= due.size() == BATCH;
            batch.addAll(due);
        }
        return !batch.isEmpty() && admit(batch) && full;
    }

    /** Admits some at once; true if none of them has to wait. */
    private boolean admit(List<Submitted> batch) throws InterruptedException {
        List<Callable<Optional<String>>> admissions = new ArrayList<>();
        for (Submitted submitted : batch) {
            Context trace = submitted.traceParent().map(TraceParent::context).orElseGet(Context::root);
            admissions.add(trace.wrap(() -> admit(submitted)));
        }
        Map<String, Integer> waiting = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Optional<String>> admission : threads.invokeAll(admissions)) {
                admission.resultNow().ifPresent(why -> waiting.merge(why, 1, Integer::sum));
            }
        }
        waiting.forEach((why, count) -> LOG.warnf("%d artworks wait for admission: %s", count, why));
        return waiting.isEmpty();
    }

    /**
     * Each lane has a share of its own, or an import would hold up every single upload behind it; and of a lane each
     * tenant in turn, or one tenant's backlog would hold up all others before the dispatcher sees them.
     */
    private List<Submitted> due(Lane lane) {
        return database.query(
                row -> new Submitted(
                        row.getObject(1, UUID.class),
                        new TenantId(row.getString(2)),
                        Optional.ofNullable(row.getObject(3, UUID.class)),
                        Optional.ofNullable(row.getString(4)),
                        Optional.ofNullable(row.getString(5))),
                """
                WITH RECURSIVE waiting (tenant) AS (
                    (SELECT tenant FROM ingest.artwork WHERE lane = ? AND state = 'RECEIVED' ORDER BY tenant LIMIT 1)
                    UNION ALL
                    SELECT (SELECT tenant FROM ingest.artwork
                            WHERE lane = ? AND state = 'RECEIVED' AND tenant > waiting.tenant ORDER BY tenant LIMIT 1)
                    FROM waiting WHERE waiting.tenant IS NOT NULL)
                SELECT id, due.tenant, upload, source_key, trace_parent FROM waiting, LATERAL (
                    SELECT id, tenant, upload, source_key, trace_parent, row_number() OVER (ORDER BY not_before, position) AS turn
                    FROM ingest.artwork
                    WHERE lane = ? AND tenant = waiting.tenant AND state = 'RECEIVED' AND not_before <= now()
                    ORDER BY not_before, position LIMIT ?) AS due
                ORDER BY turn, random() LIMIT ?""",
                lane.name(),
                lane.name(),
                lane.name(),
                BATCH,
                BATCH);
    }

    /** Admits one; what comes back is why it has to wait, if it has to. */
    private Optional<String> admit(Submitted submitted) {
        try {
            AdmittedSource source = gateway.admit(
                    submitted.tenant(),
                    submitted.id(),
                    submitted.upload().orElse(null),
                    submitted.sourceKey().orElse(null));
            works.queue(source);
            return Optional.empty();
        } catch (PermanentFailure e) {
            return refuse(submitted, e);
        } catch (TransientFailure e) {
            return postpone(submitted, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "artwork %s can't be admitted for a reason that nobody foresaw", submitted.id());
            return postpone(submitted, e.toString());
        }
    }

    private Optional<String> refuse(Submitted submitted, PermanentFailure failure) {
        try {
            database.update("""
                    UPDATE ingest.artwork SET state = 'REFUSED', code = ?, reason = ?, updated_at = now()
                    WHERE id = ? AND state = 'RECEIVED'""", failure.code().name(), String.valueOf(failure.getMessage()), submitted.id());
            LOG.infof("artwork %s refused: %s, %s", submitted.id(), failure.code(), failure.getMessage());
            return Optional.empty();
        } catch (TransientFailure e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> postpone(Submitted submitted, String why) {
        try {
            database.update("""
                    UPDATE ingest.artwork SET not_before = now() + interval '5 seconds'
                    WHERE id = ? AND state = 'RECEIVED'""", submitted.id());
            return Optional.of(why);
        } catch (TransientFailure e) {
            // It is due still, and comes again with the next batch.
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
