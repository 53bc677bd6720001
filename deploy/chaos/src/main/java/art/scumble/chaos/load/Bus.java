package art.scumble.chaos.load;

import art.scumble.chaos.history.Entry;
import art.scumble.chaos.history.History;
import art.scumble.contract.CloakOutcome;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.Topics;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Listens to the bus, and can say again what was said there. */
public final class Bus implements AutoCloseable {
    private static final String OURS = "scumble-chaos";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final List<String> TOPICS = List.of(Topics.TASK_EVENTS, Topics.BULK_TASKS, Topics.INTERACTIVE_TASKS);

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
    private final History history;
    private final String bootstrap;
    private final KafkaProducer<String, String> producer;
    private final Map<String, List<ConsumerRecord<String, String>>> heard = new HashMap<>();
    private final Thread listening;
    private volatile boolean closed;

    /** Begins to listen, from the first message on. */
    public Bus(String bootstrap, History history) {
        this.bootstrap = bootstrap;
        this.history = history;
        TOPICS.forEach(topic -> heard.put(topic, new ArrayList<>()));
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "acks",
                        "all",
                        "max.block.ms",
                        20_000,
                        "delivery.timeout.ms",
                        30_000,
                        "request.timeout.ms",
                        10_000),
                new StringSerializer(),
                new StringSerializer());
        this.listening = Thread.ofPlatform().name("listening").daemon().start(this::listen);
    }

    private void listen() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(
                    TOPICS.stream().map(topic -> new TopicPartition(topic, 0)).toList());
            while (!closed) {
                for (ConsumerRecord<String, String> message : consumer.poll(POLL)) {
                    if (message.headers().lastHeader(OURS) == null) {
                        hear(message);
                    }
                }
            }
        } catch (KafkaException e) {
            history.note("nobody listens to the bus any more: " + e);
        }
    }

    private void hear(ConsumerRecord<String, String> message) {
        synchronized (heard) {
            heard.getOrDefault(message.topic(), new ArrayList<>()).add(message);
        }
        if (message.topic().equals(Topics.TASK_EVENTS) && !Topics.ECHO_KEY.equals(message.key())) {
            try {
                tell(json.readValue(message.value(), TaskEvent.class));
            } catch (JsonProcessingException e) {
                history.note("a message is no event: " + e.getOriginalMessage());
            }
        }
    }

    private void tell(TaskEvent event) {
        switch (event) {
            case TaskEvent.Started started -> tell(started, "started", "");
            case TaskEvent.Working working -> {}
            case TaskEvent.GivenBack back ->
                tell(back, "given-back", back.cause().name());
            case TaskEvent.Finished finished -> tell(finished, "finished", outcome(finished.outcome()));
        }
    }

    private void tell(TaskEvent event, String name, String outcome) {
        history.add(new Entry.Told(event.at(), name, event.artwork(), event.attempt(), event.worker(), outcome));
    }

    private static String outcome(CloakOutcome outcome) {
        return switch (outcome) {
            case CloakOutcome.Protected done -> "protected";
            case CloakOutcome.Refused refused -> refused.code().name();
            case CloakOutcome.Abandoned abandoned -> abandoned.code().name();
        };
    }

    /** Sends the latest messages of a topic again, in another order. */
    public void repeat(String topic, int count, Random random) {
        List<ConsumerRecord<String, String>> latest;
        synchronized (heard) {
            List<ConsumerRecord<String, String>> all = heard.getOrDefault(topic, List.of());
            latest = new ArrayList<>(all.subList(Math.max(0, all.size() - count), all.size()));
        }
        Collections.shuffle(latest, random);
        latest.forEach(this::sendAgain);
        producer.flush();
    }

    /** Sends any messages of a topic again, however old. */
    public void recall(String topic, int count, Random random) {
        List<ConsumerRecord<String, String>> some = new ArrayList<>();
        synchronized (heard) {
            List<ConsumerRecord<String, String>> all = heard.getOrDefault(topic, List.of());
            for (int i = 0; i < count && !all.isEmpty(); i++) {
                some.add(all.get(random.nextInt(all.size())));
            }
        }
        some.forEach(this::sendAgain);
        producer.flush();
    }

    private void sendAgain(ConsumerRecord<String, String> message) {
        ProducerRecord<String, String> again = new ProducerRecord<>(message.topic(), message.key(), message.value());
        again.headers().add(OURS, new byte[] {1});
        try {
            producer.send(again).get();
        } catch (ExecutionException | KafkaException e) {
            history.note("a message could not be sent again: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            listening.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(5));
    }
}
