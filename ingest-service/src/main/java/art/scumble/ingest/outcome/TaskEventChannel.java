package art.scumble.ingest.outcome;

import art.scumble.contract.TaskEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads task events from the bus. */
@ApplicationScoped
public class TaskEventChannel {
    private static final Logger LOG = Logger.getLogger(TaskEventChannel.class);

    private final TaskEvents events;
    private final ObjectMapper json;
    private final MeterRegistry metrics;

    TaskEventChannel(TaskEvents events, ObjectMapper json, MeterRegistry metrics) {
        this.events = events;
        this.json = json;
        this.metrics = metrics;
    }

    /**
     * Takes one message. While the database is away it is tried again and nothing behind it is read; a message that
     * is no event is logged and left behind, or it would stop everything for ever.
     */
    @Incoming("task-events")
    @Blocking
    @Retry(
            maxRetries = -1,
            delay = 1000,
            maxDuration = 0,
            delayUnit = ChronoUnit.MILLIS,
            durationUnit = ChronoUnit.MILLIS)
    public void read(String message) {
        TaskEvent event;
        try {
            event = json.readValue(message, TaskEvent.class);
        } catch (JsonProcessingException e) {
            metrics.counter("scumble_ingest_events_malformed").increment();
            LOG.errorf("a message on the task events' topic is no event: %s", e.getOriginalMessage());
            return;
        }
        events.take(event);
    }
}
