package art.scumble.ingest.outcome;

import art.scumble.contract.TaskEvent;
import art.scumble.contract.Topics;
import art.scumble.contract.TransientFailure;
import art.scumble.ingest.sweep.Echo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads task events from the bus. */
@ApplicationScoped
public class TaskEventChannel {
    private static final Logger LOG = Logger.getLogger(TaskEventChannel.class);

    private final TaskEvents events;
    private final Echo echo;
    private final ObjectMapper json;
    private final MeterRegistry metrics;

    TaskEventChannel(TaskEvents events, Echo echo, ObjectMapper json, MeterRegistry metrics) {
        this.events = events;
        this.echo = echo;
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
    public void read(ConsumerRecord<String, String> message) {
        try {
            if (Topics.ECHO_KEY.equals(message.key())) {
                echo.heard(message.value());
            } else {
                events.take(json.readValue(message.value(), TaskEvent.class));
            }
        } catch (TransientFailure e) {
            // It is tried again, for as long as it takes; people should know what all events wait for.
            LOG.warnf("events wait: %s", e.getMessage());
            throw e;
        } catch (JsonProcessingException e) {
            skip(e.getOriginalMessage());
        } catch (RuntimeException e) {
            // Trying again would not mend it, and would hold up everything behind it.
            skip(e.toString());
        }
    }

    private void skip(@Nullable String why) {
        metrics.counter("scumble_ingest_events_malformed").increment();
        LOG.errorf("event skipped, for it is none: %s", why);
    }
}
