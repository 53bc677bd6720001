package art.scumble.ingest.control;

import art.scumble.contract.JobControl;
import art.scumble.contract.Topics;
import art.scumble.ingest.database.Database;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** What workers are told of a job: it goes through the outbox, in the transaction of the order. */
@ApplicationScoped
class WorkerOrders {
    private final ObjectMapper json;

    WorkerOrders(ObjectMapper json) {
        this.json = json;
    }

    void tell(Database.Transaction transaction, UUID job, JobControl.Order order) throws SQLException {
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
