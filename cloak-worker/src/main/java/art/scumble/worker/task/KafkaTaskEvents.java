package art.scumble.worker.task;

import art.scumble.contract.FailureCode;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.Topics;
import art.scumble.contract.TransientFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** Task events on Kafka, with {@code acks=all}, in the trace of the thread that publishes them. */
public final class KafkaTaskEvents implements TaskEventPublisher, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KafkaTaskEvents.class);

    private final KafkaProducer<String, String> producer;
    private final ObjectMapper json;

    public KafkaTaskEvents(String bootstrap, ObjectMapper json) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "delivery.timeout.ms",
                        30_000,
                        "request.timeout.ms",
                        10_000,
                        "max.block.ms",
                        30_000),
                new StringSerializer(),
                new StringSerializer());
        this.json = json;
    }

    @Override
    public void publish(TaskEvent event) {
        ProducerRecord<String, String> sent = message(event);
        TaskTraces.inject(sent);
        try {
            producer.send(sent).get();
        } catch (ExecutionException | KafkaException e) {
            throw new TransientFailure(FailureCode.INTERNAL, "the broker does not take events", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.INTERNAL, "interrupted", e);
        }
    }

    /** Sends an event that may get lost, and does not wait, as even sending may block while the broker is away. */
    public void mention(TaskEvent event) {
        ProducerRecord<String, String> sent = message(event);
        Thread.startVirtualThread(() -> {
            try {
                producer.send(sent).get();
            } catch (ExecutionException | KafkaException e) {
                LOG.debugf("not mentioned: %s", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private ProducerRecord<String, String> message(TaskEvent event) {
        try {
            return new ProducerRecord<>(
                    Topics.TASK_EVENTS,
                    event.artwork().toString(),
                    json.writerFor(TaskEvent.class).writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a task event can't be written", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
