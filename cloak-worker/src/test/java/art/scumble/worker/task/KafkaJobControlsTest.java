package art.scumble.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import art.scumble.contract.JobControl;
import art.scumble.contract.Topics;
import art.scumble.embedded.EmbeddedServers;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Orders are obeyed from its creation to its close; nothing else is done with it.
class KafkaJobControlsTest {
    private static final UUID RESUMED = new UUID(0, 1);
    private static final UUID CANCELLED = new UUID(0, 2);

    private static EmbeddedServers servers;

    private final ObjectMapper json =
            new ObjectMapper().registerModules(new JavaTimeModule(), new ParameterNamesModule());
    private final BlockingQueue<JobControl> obeyed = new LinkedBlockingQueue<>();

    @BeforeAll
    static void startBroker() throws Exception {
        servers = EmbeddedServers.forTests(EnumSet.of(EmbeddedServers.Server.KAFKA));
    }

    @AfterAll
    static void stopBroker() {
        servers.close();
    }

    @Test
    void obeysTheLastOrderOfEachJobAndThenEachNewOne() throws Exception {
        // Given
        send(RESUMED, JobControl.Order.PAUSE);
        send(CANCELLED, JobControl.Order.CANCEL);
        publish("no order");
        send(RESUMED, JobControl.Order.RESUME);
        // When
        try (KafkaJobControls controls = new KafkaJobControls(servers.kafkaBootstrap(), json, obeyed::add)) {
            List<JobControl> first = List.of(next(), next());
            send(RESUMED, JobControl.Order.PAUSE);
            // Then
            assertThat(first)
                    .extracting(JobControl::job, JobControl::order)
                    .containsExactlyInAnyOrder(
                            tuple(RESUMED, JobControl.Order.RESUME), tuple(CANCELLED, JobControl.Order.CANCEL));
            assertThat(next().order()).isEqualTo(JobControl.Order.PAUSE);
        }
        assertThat(obeyed).isEmpty();
    }

    private JobControl next() throws InterruptedException {
        JobControl control = obeyed.poll(20, TimeUnit.SECONDS);
        assertThat(control).as("an order within 20 s").isNotNull();
        return control;
    }

    private void send(UUID job, JobControl.Order order) throws Exception {
        publish(json.writeValueAsString(new JobControl(JobControl.SCHEMA_VERSION, job, order, Instant.EPOCH)));
    }

    private static void publish(String message) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.kafkaBootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.CONTROL, message)).get();
        }
    }
}
