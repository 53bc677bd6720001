package art.scumble.ingest.admission;

import art.scumble.contract.ArtworkRef;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.gateway.StorageGateway;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Has the gateway admit what was submitted. Admission is idempotent and every transition conditional, so that two
 * instances that take the same artwork do no harm.
 */
@ApplicationScoped
public class AdmissionLoop {
    private static final Logger LOG = Logger.getLogger(AdmissionLoop.class);
    private static final int BATCH = 32;
    private static final int AT_ONCE = 4;

    private final Database database;
    private final StorageGateway gateway;

    AdmissionLoop(Database database, StorageGateway gateway) {
        this.database = database;
        this.gateway = gateway;
    }

    private record Submitted(UUID id, TenantId tenant, Optional<UUID> upload, Optional<String> sourceKey) {}

    /** One batch. */
    @Scheduled(every = "${scumble.ingest.pace}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void admitBatch() throws InterruptedException {
        List<Submitted> batch = database.query(
                row -> new Submitted(
                        row.getObject(1, UUID.class),
                        new TenantId(row.getString(2)),
                        Optional.ofNullable(row.getObject(3, UUID.class)),
                        Optional.ofNullable(row.getString(4))),
                """
                SELECT id, tenant, upload, source_key FROM ingest.artwork
                WHERE state = 'RECEIVED' AND not_before <= now() ORDER BY not_before LIMIT ?""",
                BATCH);
        if (batch.isEmpty()) {
            return;
        }
        List<Callable<Boolean>> admissions = new ArrayList<>();
        for (Submitted submitted : batch) {
            admissions.add(() -> admit(submitted));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            threads.invokeAll(admissions);
        }
    }

    private boolean admit(Submitted submitted) {
        try {
            ArtworkRef ref = gateway.admit(
                    submitted.tenant(),
                    submitted.id(),
                    submitted.upload().orElse(null),
                    submitted.sourceKey().orElse(null));
            database.update(
                    """
                    UPDATE ingest.artwork SET state = 'QUEUED', sha256 = ?, size_bytes = ?, media_type = ?,
                        updated_at = now() WHERE id = ? AND state = 'RECEIVED'""", ref.sha256().hex(), ref.sizeBytes(), ref.mediaType().value(), submitted.id());
            return true;
        } catch (PermanentFailure e) {
            LOG.infof("artwork %s refused: %s, %s", submitted.id(), e.code(), e.getMessage());
            database.update("""
                    UPDATE ingest.artwork SET state = 'REFUSED', code = ?, reason = ?, updated_at = now()
                    WHERE id = ? AND state = 'RECEIVED'""", e.code().name(), Optional.ofNullable(e.getMessage()), submitted.id());
            return true;
        } catch (TransientFailure e) {
            LOG.warnf("artwork %s waits: %s", submitted.id(), e.getMessage());
            database.update(
                    "UPDATE ingest.artwork SET not_before = now() + interval '5 seconds' WHERE id = ?", submitted.id());
            return false;
        }
    }
}
