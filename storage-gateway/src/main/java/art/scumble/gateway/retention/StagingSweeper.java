package art.scumble.gateway.retention;

import art.scumble.contract.TransientFailure;
import art.scumble.gateway.GatewayConfig;
import art.scumble.gateway.ObjectKeys;
import art.scumble.gateway.ObjectStore;
import art.scumble.gateway.admission.GatewayTables;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Empties staging of uploads that were never submitted, or were written again after they were admitted. */
@ApplicationScoped
public class StagingSweeper {
    private static final Logger LOG = Logger.getLogger(StagingSweeper.class);
    private static final int BATCH = 100;

    private final ObjectStore store;
    private final GatewayTables tables;
    private final GatewayConfig config;
    private final MeterRegistry metrics;

    StagingSweeper(ObjectStore store, GatewayTables tables, GatewayConfig config, MeterRegistry metrics) {
        this.store = store;
        this.tables = tables;
        this.config = config;
        this.metrics = metrics;
    }

    /** A batch; what the store does not remove now, it is asked to remove next time. */
    @Scheduled(
            every = "${scumble.gateway.staging-pace}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    public void sweep() {
        // While its ticket holds, anybody who has it can write there again.
        Duration age = config.stagingLifetime().plus(config.ticketLifetime());
        try {
            List<GatewayTables.Staged> old = tables.stagedBefore(age, BATCH);
            for (GatewayTables.Staged staged : old) {
                store.remove(ObjectKeys.staging(staged.tenant(), staged.upload()));
                tables.recordEmptied(staged.upload());
            }
            metrics.counter("scumble_gateway_staging_emptied").increment(old.size());
        } catch (TransientFailure e) {
            LOG.warnf("staging is emptied later: %s", e.getMessage());
        }
    }
}
