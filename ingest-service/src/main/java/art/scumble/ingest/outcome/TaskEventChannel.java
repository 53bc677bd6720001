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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads task events from the bus. */
@Liveness
@ApplicationScoped
public class TaskEventChannel implements HealthCheck {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Instant NEVER = Instant.MAX;
    private static final Logger LOG = Logger.getLogger(TaskEventChannel.class);

    private final TaskEvents events;
    private final Echo echo;
    private final ObjectMapper json;
    private final MeterRegistry metrics;

    /** Since when a try of a message has been going on; one that fails at once tells by itself. */
    private volatile Instant since = NEVER;

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
        since = since.equals(NEVER) ? Instant.now() : since;
        try {
            if (Topics.ECHO_KEY.equals(message.key())) {
                echo.heard(message.value());
            } else {
                events.take(json.readValue(message.value(), TaskEvent.class));
            }
            since = NEVER;
        } catch (TransientFailure e) {
            // It is tried again, for as long as it takes; people should know what all events wait for.
            LOG.warnf("events wait: %s", e.getMessage());
            since = NEVER;
            throw e;
        } catch (JsonProcessingException e) {
            skip(e.getOriginalMessage());
        } catch (RuntimeException e) {
            // Trying again would not mend it, and would hold up everything behind it.
            skip(e.toString());
        }
    }

    private void skip(@Nullable String why) {
        since = NEVER;
        metrics.counter("scumble_ingest_events_malformed").increment();
        LOG.errorf("event skipped, for it is none: %s", why);
    }

    /** Down while one message has held up all others for long: nothing else would show it. */
    @Override
    public HealthCheckResponse call() {
        return response(Instant.now());
    }

    /** What {@link #call} would say at a time. */
    public HealthCheckResponse response(Instant now) {
        return HealthCheckResponse.named("task-events")
                .status(since.isAfter(now.minus(LONG)))
                .build();
    }
}
