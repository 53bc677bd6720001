package art.scumble.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Lane;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.Topics;
import art.scumble.embedded.EmbeddedServers;
import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("try") // A queue works from its creation to its close; nothing else is done with it.
class KafkaTaskQueueTest {
    private static final Duration LOCK = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static EmbeddedServers servers;

    private final ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> renewed = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void startBroker() throws Exception {
        servers = EmbeddedServers.forTests(EnumSet.of(EmbeddedServers.Server.KAFKA));
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, Topics.WORKER_GROUP);
        AlterConfigOp lock = new AlterConfigOp(
                new ConfigEntry("share.record.lock.duration.ms", Long.toString(LOCK.toMillis())),
                AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBootstrap()))) {
            admin.incrementalAlterConfigs(Map.of(group, List.of(lock))).all().get();
        }
    }

    @AfterAll
    static void stopBroker() {
        servers.close();
    }

    @Test
    void sharesOnePartitionOfOneLaneAmongWorkers() throws Exception {
        // Given
        List<String> tasks = IntStream.range(0, 12).mapToObj(i -> "shared-" + i).toList();
        try (KafkaTaskQueue a = queue("a", Duration.ofMillis(700));
                KafkaTaskQueue b = queue("b", Duration.ofMillis(700));
                KafkaTaskQueue c = queue("c", Duration.ofMillis(700))) {
            // When
            send(tasks);
            await(() -> handled.size() >= tasks.size());
        }
        // Then
        assertThat(handled.stream().map(entry -> entry.substring(2))).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(handled.stream().map(entry -> entry.substring(0, 1))).contains("a", "b", "c");
    }

    @Test
    void keepsATaskThatTakesLongerThanTheLock() throws Exception {
        // Given
        try (KafkaTaskQueue a = queue("a", LOCK.multipliedBy(3));
                KafkaTaskQueue b = queue("b", LOCK.multipliedBy(3))) {
            // When
            send(List.of("long"));
            await(() -> !handled.isEmpty());
            Thread.sleep(LOCK.plusSeconds(1));
        }
        // Then
        assertThat(handled).hasSize(1);
        assertThat(renewed).hasSizeGreaterThanOrEqualTo(3).containsOnly("long");
    }

    @Test
    void givesATaskBackThatHangsAndGoesOnWithTheNext() throws Exception {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        KafkaTaskQueue.Handler hanging = new Handling(delivery -> {
            if (delivery.value().equals("stuck") && delivery.deliveryCount().orElse((short) 1) == 1) {
                // Ignores its interruption, as a native computation does.
                Uninterruptibles.awaitUninterruptibly(never);
            }
            handled.add(delivery.value());
            return AcknowledgeType.ACCEPT;
        });
        Duration limit = Duration.ofSeconds(1);
        try (KafkaTaskQueue slot = new KafkaTaskQueue(
                servers.kafkaBootstrap(), "slot", Lane.BULK, LOCK, Duration.ofSeconds(1), limit, () -> true, hanging)) {
            // When
            send(List.of("stuck", "next"));
            await(() -> handled.size() == 2);
            assertThat(slot.isAlive()).isTrue();
        }
        // Then
        assertThat(asked).isNotEmpty().containsOnly("stuck TOO_LONG");
        assertThat(handled).containsExactlyInAnyOrder("stuck", "next");
    }

    @Test
    void takesOverTheTaskOfAWorkerThatDied() throws Exception {
        // Given
        try (KafkaShareConsumer<String, String> dead = new KafkaShareConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers.kafkaBootstrap(),
                        "group.id",
                        Topics.WORKER_GROUP,
                        "share.acknowledgement.mode",
                        "explicit"),
                new StringDeserializer(),
                new StringDeserializer())) {
            dead.subscribe(List.of(Lane.BULK.topic()));
            send(List.of("orphan"));
            await(() -> !dead.poll(Duration.ofMillis(200)).isEmpty());
            // When
            try (KafkaTaskQueue survivor = queue("s", Duration.ZERO)) {
                await(() -> !handled.isEmpty());
            }
        }
        // Then
        assertThat(handled).containsExactly("s-orphan");
    }

    @Test
    void givesATaskBackThatDoesNotEndInTimeWhenTheWorkerStops() throws Exception {
        // Given
        ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();
        KafkaTaskQueue.Handler endless = new Handling(delivery -> {
            begun.add(delivery.value());
            Thread.sleep(LIMIT);
            return AcknowledgeType.ACCEPT;
        });
        try (KafkaTaskQueue stopping = new KafkaTaskQueue(
                servers.kafkaBootstrap(),
                "slot",
                Lane.BULK,
                LOCK,
                Duration.ofMillis(500),
                LIMIT,
                () -> true,
                endless)) {
            send(List.of("handed-over"));
            await(() -> !begun.isEmpty());
        }
        // When
        try (KafkaTaskQueue other = queue("o", Duration.ZERO)) {
            await(() -> !handled.isEmpty());
        }
        // Then
        assertThat(handled).containsExactly("o-handed-over");
        assertThat(begun).hasSize(1);
        assertThat(asked).isNotEmpty().containsOnly("handed-over STOPPING");
    }

    @Test
    void rejectsWhatIsNoTaskAndGoesOn() throws Exception {
        // Given
        KafkaTaskQueue.Handler picky = new Handling(delivery -> {
            String task = delivery.value();
            handled.add(task);
            return task.equals("nonsense") ? AcknowledgeType.REJECT : AcknowledgeType.ACCEPT;
        });
        try (KafkaTaskQueue queue = new KafkaTaskQueue(
                servers.kafkaBootstrap(), "slot", Lane.BULK, LOCK, Duration.ofSeconds(1), LIMIT, () -> true, picky)) {
            // When
            send(List.of("nonsense", "task"));
            await(() -> handled.contains("task"));
            Thread.sleep(LOCK.plusSeconds(1));
        }
        // Then
        assertThat(handled).containsExactly("nonsense", "task");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void goesOnWithoutARestartWhenTheBrokerComesBack() throws Exception {
        // Given
        try (KafkaTaskQueue queue = queue("q", Duration.ZERO)) {
            send(List.of("before"));
            await(() -> handled.contains("q-before"));
            // When
            servers.kill(EmbeddedServers.Server.KAFKA);
            servers.restart(EmbeddedServers.Server.KAFKA);
            send(List.of("after"));
            // Then
            await(() -> handled.contains("q-after"));
        }
    }

    /** Work that is interrupted when it is asked to stop, and given back when it is stuck. */
    private final class Handling implements KafkaTaskQueue.Handler {
        private final Work work;
        private volatile Thread thread = Thread.currentThread();

        Handling(Work work) {
            this.work = work;
        }

        @Override
        public AcknowledgeType handle(ConsumerRecord<String, String> delivery) throws InterruptedException {
            thread = Thread.currentThread();
            try {
                return work.on(delivery);
            } catch (InterruptedException e) {
                return AcknowledgeType.RELEASE;
            }
        }

        @Override
        public void renewed(ConsumerRecord<String, String> delivery) {
            renewed.add(delivery.value());
        }

        @Override
        public void stop(ConsumerRecord<String, String> delivery, TaskEvent.Cause cause) {
            asked.add(delivery.value() + " " + cause);
            thread.interrupt();
        }

        @Override
        public void hung() {
            asked.add("hung");
        }

        @Override
        public AcknowledgeType stuck(ConsumerRecord<String, String> delivery, TaskEvent.Cause cause) {
            return AcknowledgeType.RELEASE;
        }
    }

    private interface Work {
        AcknowledgeType on(ConsumerRecord<String, String> delivery) throws InterruptedException;
    }

    private KafkaTaskQueue queue(String name, Duration work) {
        KafkaTaskQueue.Handler handler = new Handling(delivery -> {
            Thread.sleep(work);
            handled.add(name + "-" + delivery.value());
            return AcknowledgeType.ACCEPT;
        });
        return new KafkaTaskQueue(
                servers.kafkaBootstrap(), "slot", Lane.BULK, LOCK, Duration.ofSeconds(20), LIMIT, () -> true, handler);
    }

    private static void send(List<String> tasks) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.kafkaBootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            for (String task : tasks) {
                producer.send(new ProducerRecord<>(Lane.BULK.topic(), task)).get();
            }
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.sleep(50);
        }
    }
}
