package art.scumble.ingest.sweep;

import art.scumble.contract.CloakTask;
import art.scumble.contract.TransientFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads the tasks that the broker gave up delivering. */
@ApplicationScoped
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final Sweeper sweeper;
    private final ObjectMapper json;

    DeadLetters(Sweeper sweeper, ObjectMapper json) {
        this.sweeper = sweeper;
        this.json = json;
    }

    /** Takes one message; while the database is away it is tried again. What is no task was none before. */
    @Incoming("dead-letters")
    @Blocking
    @Retry(
            maxRetries = -1,
            delay = 1000,
            maxDuration = 0,
            delayUnit = ChronoUnit.MILLIS,
            durationUnit = ChronoUnit.MILLIS,
            retryOn = TransientFailure.class)
    public void read(String message) {
        try {
            CloakTask task = json.readValue(message, CloakTask.class);
            sweeper.givenUp(task.artwork().id(), task.attempt());
        } catch (TransientFailure e) {
            LOG.warnf("dead letters wait: %s", e.getMessage());
            throw e;
        } catch (JsonProcessingException e) {
            LOG.errorf("a dead letter is no task: %s", e.getOriginalMessage());
        } catch (RuntimeException e) {
            // One that goes through here would end the channel, and come again after each restart.
            LOG.errorf("a dead letter is no task: %s", e);
        }
    }
}
