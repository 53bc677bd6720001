package art.scumble.ingest.webhook;

import art.scumble.ingest.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Stops what is sent to an endpoint: its messages are held, and its tenant's other endpoints are told. */
@ApplicationScoped
class Disabling {
    private static final Logger LOG = Logger.getLogger(Disabling.class);

    private final Payloads payloads;
    private final Outbox outbox;
    private final MeterRegistry metrics;
    private final InstantSource clock;

    Disabling(Payloads payloads, Outbox outbox, MeterRegistry metrics, InstantSource clock) {
        this.payloads = payloads;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Unless it is disabled already. */
    void disable(Database.Transaction transaction, String tenant, UUID endpoint, DisableCause cause)
            throws SQLException {
        Instant now = clock.instant();
        int changed = transaction.update("""
                UPDATE ingest.webhook_endpoint SET disabled_at = ?, disabled_cause = ?
                WHERE id = ? AND tenant = ? AND disabled_at IS NULL""", now.atOffset(ZoneOffset.UTC), cause.name(), endpoint, tenant);
        if (changed == 0) {
            return;
        }
        int held = transaction.update(
                "UPDATE ingest.webhook_message SET state = 'HELD' WHERE endpoint = ? AND state = 'WAITING'", endpoint);
        LOG.warnf("webhook endpoint %s of %s is disabled, %s; %d messages are held", endpoint, tenant, cause, held);
        metrics.counter("scumble_webhook_endpoints_disabled_ever", "cause", cause.value())
                .increment();
        String body = payloads.endpointDisabled(endpoint, cause, now);
        outbox.add(
                transaction,
                Subscribers.of(transaction, tenant, EventType.ENDPOINT_DISABLED).stream()
                        .filter(to -> !to.endpoint().equals(endpoint))
                        .map(to -> Message.to(to, EventType.ENDPOINT_DISABLED, Optional.empty(), body))
                        .toList());
    }
}
