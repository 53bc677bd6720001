package art.scumble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.chaos.history.Entry;
import art.scumble.chaos.stack.ChaosStack;
import art.scumble.chaos.wire.TcpProxy;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.Topics;
import art.scumble.local.Installation;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For minutes the broker's answers reach the workers late, and some never. */
@Tag("long")
class SlowBrokerIT {
    private static final int TASKS = 220;
    private static final int WORKERS = 2;
    private static final int SIDE = 200;
    /** Six seconds a picture: with those that wait for their turn most tasks are held for longer than a lock. */
    private static final double SECONDS_PER_MEGAPIXEL = 150;

    private static final Duration LOCK = Duration.ofSeconds(15);
    private static final Duration CALM = Duration.ofSeconds(60);
    private static final Duration LATE = Duration.ofSeconds(3);
    private static final int ONE_LOST_IN = 50;
    private static final Duration TROUBLE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(12);

    /** Of all tasks, those that may run to their end more than once. */
    private static final double MOST_DOUBLED = 0.10;

    @Test
    void keepsItsLeasesAndFindsItsPaceAgain(@TempDir Path folder) throws Exception {
        // Given
        ChaosStack.Plan plan =
                new ChaosStack.Plan(WORKERS, SECONDS_PER_MEGAPIXEL, Duration.ofSeconds(35), Duration.ofMinutes(5));
        try (Scene scene = new Scene(folder, plan, SIDE)) {
            UUID job = scene.platform().submit("bulk", scene.uploaded(0, TASKS));
            scene.await("the first end", PATIENCE, () -> !scene.told("finished").isEmpty());
            Instant begun = Instant.now();
            Thread.sleep(CALM);
            double calm = aMinute(scene, begun, Instant.now());
            // When
            Instant trouble = Instant.now();
            for (TcpProxy wire : wires(scene)) {
                wire.delayAnswers(LATE);
                wire.loseAnswers(ONE_LOST_IN);
            }
            Thread.sleep(TROUBLE);
            Instant over = Instant.now();
            wires(scene).forEach(TcpProxy::heal);
            double troubled = aMinute(scene, trouble, over);
            Thread.sleep(LOCK.plus(CALM));
            double after = aMinute(scene, over.plus(LOCK), Instant.now());
            // Then
            String figures = "%.1f artworks a minute before, %.1f in the trouble, %.1f from a lock's duration after it"
                    .formatted(calm, troubled, after);
            List<Duration> pauses = pausesBetweenRenewals(scene.stack().kafka(), trouble, over);
            pauses.sort(null);
            System.out.println(figures);
            System.out.printf(
                    "%d renewals in the trouble, %d ms apart in the middle, %d at most%n",
                    pauses.size(),
                    pauses.get(pauses.size() / 2).toMillis(),
                    pauses.getLast().toMillis());
            System.out.println(reopened(folder) + " sessions opened anew");
            scene.awaitEnd(job, PATIENCE);
            scene.assertThatAllIsProtected(job, TASKS);
            System.out.printf(
                    "%d begun, %d ended more than once, of %d%n",
                    scene.told("started").size(), scene.endedTwice(), TASKS);
            assertThat(after).as(figures).isGreaterThan(0.75 * calm);
            assertThat(scene.endedTwice()).isLessThanOrEqualTo(Math.round(MOST_DOUBLED * TASKS));
            assertThat(reopened(folder)).as("sessions that were opened anew").isPositive();
            assertThat(scene.history().entries())
                    .filteredOn(Entry.Note.class::isInstance)
                    .as("no worker was started again")
                    .noneMatch(note -> note.toString().contains(ChaosStack.BY_ITSELF));
        }
    }

    private static List<TcpProxy> wires(Scene scene) {
        List<TcpProxy> wires = new ArrayList<>();
        for (int worker = 1; worker <= WORKERS; worker++) {
            wires.add(scene.stack().wires().wire("cloak-worker-" + worker + "→KAFKA"));
        }
        return wires;
    }

    /** Artworks that ended for the first time, a minute. */
    private static double aMinute(Scene scene, Instant from, Instant to) {
        Map<UUID, Instant> first = new HashMap<>();
        scene.told("finished").forEach(told -> first.merge(told.artwork(), told.at(), (a, b) -> a.isBefore(b) ? a : b));
        long ended = first.values().stream()
                .filter(at -> at.isAfter(from) && !at.isAfter(to))
                .count();
        return ended * 60_000.0 / Duration.between(from, to).toMillis();
    }

    /** Of each delivery: from its beginning, or one renewal, to the next. A renewal is told when it was confirmed. */
    private static List<Duration> pausesBetweenRenewals(String bootstrap, Instant from, Instant to) throws IOException {
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
        Map<String, Instant> last = new HashMap<>();
        List<Duration> pauses = new ArrayList<>();
        for (String message : allEvents(bootstrap)) {
            TaskEvent event = json.readValue(message, TaskEvent.class);
            String delivery = event.artwork() + " " + event.attempt() + " " + event.worker();
            Instant before = last.put(delivery, event.at());
            if (event instanceof TaskEvent.Working
                    && before != null
                    && before.isAfter(from)
                    && event.at().isBefore(to)) {
                pauses.add(Duration.between(before, event.at()));
            }
        }
        return pauses;
    }

    private static List<String> allEvents(String bootstrap) {
        List<String> events = new ArrayList<>();
        TopicPartition topic = new TopicPartition(Topics.TASK_EVENTS, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(topic));
            consumer.seekToBeginning(List.of(topic));
            long end = consumer.endOffsets(List.of(topic)).getOrDefault(topic, 0L);
            while (consumer.position(topic) < end) {
                ConsumerRecords<String, String> some = consumer.poll(Duration.ofSeconds(1));
                for (ConsumerRecord<String, String> event : some) {
                    if (event.value() != null && event.value().contains("\"artwork\"")) {
                        events.add(event.value());
                    }
                }
            }
        }
        return events;
    }

    private static long reopened(Path folder) throws IOException {
        long count = 0;
        for (int worker = 1; worker <= WORKERS; worker++) {
            Path log = new Installation(folder, folder).logs().resolve("cloak-worker-" + worker + ".log");
            count += Files.readAllLines(log).stream()
                    .filter(line -> line.contains("the task queue opens anew"))
                    .count();
        }
        return count;
    }
}
