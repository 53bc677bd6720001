package art.scumble.ingest.webhook;

import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Answers what has become of the messages about a job. */
@ApplicationScoped
public class JobNotices {
    private final Database database;

    JobNotices(Database database) {
        this.database = database;
    }

    /**
     * What has become of the messages about a job.
     *
     * @param messages by state, zeros included
     * @param disabledEndpoints those for which some are held
     */
    public record View(Map<String, Long> messages, List<UUID> disabledEndpoints) {}

    View of(TenantId tenant, UUID job) {
        Map<String, Long> counts = new TreeMap<>();
        for (MessageState state : MessageState.values()) {
            counts.put(state.value(), 0L);
        }
        database.query(
                row -> counts.put(row.getString(1).toLowerCase(Locale.ROOT), row.getLong(2)),
                "SELECT state, count(*) FROM ingest.webhook_message WHERE job = ? AND tenant = ? GROUP BY state",
                job,
                tenant.value());
        List<UUID> disabled = database.query(row -> row.getObject(1, UUID.class), """
                SELECT DISTINCT endpoint FROM ingest.webhook_message
                WHERE job = ? AND tenant = ? AND state = 'HELD' ORDER BY endpoint LIMIT 100""", job, tenant.value());
        return new View(counts, disabled);
    }
}
