package art.scumble.ingest.job;

import art.scumble.contract.FailureCode;
import art.scumble.contract.JobControl;
import art.scumble.contract.TenantId;
import art.scumble.contract.Topics;
import art.scumble.ingest.database.Database;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Pauses, resumes and cancels jobs. What waits is stopped in one transaction; the message to the workers, for what runs,
 * goes through the outbox in the same one.
 */
@ApplicationScoped
public class JobOrders {
    private static final Logger LOG = Logger.getLogger(JobOrders.class);
    private static final String OPEN = "job = ? AND state IN ('RECEIVED', 'QUEUED', 'DISPATCHED', 'RUNNING')";

    private final Database database;
    private final ObjectMapper json;

    JobOrders(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** What became of an order. */
    public enum Result {
        /** The job is as ordered, now or since earlier. */
        DONE,
        /** The tenant has no such job. */
        ABSENT,
        /** It was cancelled, which is for good. */
        CANCELLED_BEFORE
    }

    /** Carries out an order; given again it changes nothing. */
    public Result give(TenantId tenant, UUID job, JobControl.Order order) {
        return database.transaction(transaction -> {
            // The job's row is locked, so that of two orders at once each one is whole.
            Optional<Control> before = transaction
                    .query(
                            row -> Control.valueOf(row.getString(1)),
                            "SELECT control FROM ingest.job WHERE id = ? AND tenant = ? FOR UPDATE",
                            job,
                            tenant.value())
                    .stream()
                    .findFirst();
            if (before.isEmpty()) {
                return Result.ABSENT;
            }
            Control after = Control.after(order);
            if (before.get() == after) {
                return Result.DONE;
            }
            if (before.get() == Control.CANCELLED) {
                return Result.CANCELLED_BEFORE;
            }
            int artworks = stop(transaction, job, order);
            transaction.update(
                    "UPDATE ingest.job SET control = ?, controlled_at = now() WHERE id = ?", after.name(), job);
            tellWorkers(transaction, job, order);
            LOG.infof("job %s is %s, %d artworks were open", job, after.value(), artworks);
            return Result.DONE;
        });
    }

    private static int stop(Database.Transaction transaction, UUID job, JobControl.Order order) throws SQLException {
        return switch (order) {
            case PAUSE -> transaction.update("UPDATE ingest.artwork SET held = true WHERE " + OPEN, job);
            case RESUME -> transaction.update("UPDATE ingest.artwork SET held = false WHERE " + OPEN, job);
            case CANCEL ->
                transaction.update(
                        "UPDATE ingest.artwork SET state = 'ABANDONED', code = ?, reason = ?, updated_at = now() WHERE "
                                + OPEN,
                        FailureCode.CANCELLED.name(),
                        "Its job was cancelled before it was done.",
                        job);
        };
    }

    private void tellWorkers(Database.Transaction transaction, UUID job, JobControl.Order order) throws SQLException {
        transaction.update(
                "INSERT INTO ingest.outbox (topic, message_key, message) VALUES (?, ?, ?)",
                Topics.CONTROL,
                job.toString(),
                write(new JobControl(JobControl.SCHEMA_VERSION, job, order, Instant.now())));
    }

    private String write(JobControl control) {
        try {
            return json.writeValueAsString(control);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order can't be written", e);
        }
    }
}
