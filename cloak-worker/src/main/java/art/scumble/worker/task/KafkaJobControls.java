package art.scumble.worker.task;

import art.scumble.contract.JobControl;
import art.scumble.contract.Topics;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Reads all that is ordered for jobs, from the beginning of what the topic still holds; every worker for itself. */
public final class KafkaJobControls implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KafkaJobControls.class);
    private static final Duration POLL = Duration.ofMillis(400);
    private static final long REOPEN_MS = 2000;

    private final String bootstrap;
    private final ObjectMapper json;
    private final Consumer<JobControl> obey;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread reading;

    public KafkaJobControls(String bootstrap, ObjectMapper json, Consumer<JobControl> obey) {
        this.bootstrap = bootstrap;
        this.json = json;
        this.obey = obey;
        this.reading = Thread.ofPlatform().daemon().name("job-controls").start(this::followAlways);
    }

    private void followAlways() {
        try {
            while (stopping.getCount() > 0) {
                follow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() throws InterruptedException {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(Topics.CONTROL).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            lastOfEach(consumer, all).values().forEach(obey);
            while (stopping.getCount() > 0) {
                consumer.poll(POLL).forEach(message -> read(message).ifPresent(obey));
            }
        } catch (RuntimeException | Error e) {
            LOG.warnf("orders for jobs are read anew: %s", e);
            stopping.await(REOPEN_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** What was ordered last for each job: older orders would stop tasks of jobs that were resumed since. */
    private Map<UUID, JobControl> lastOfEach(KafkaConsumer<String, String> consumer, List<TopicPartition> all) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        Map<UUID, JobControl> last = new LinkedHashMap<>();
        while (stopping.getCount() > 0
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, String> message : consumer.poll(POLL)) {
                read(message).ifPresent(control -> last.put(control.job(), control));
            }
        }
        return last;
    }

    private Optional<JobControl> read(ConsumerRecord<String, String> message) {
        try {
            return Optional.of(json.readValue(message.value(), JobControl.class));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.errorf("a message on %s is no order: %s", message.topic(), e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            reading.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
