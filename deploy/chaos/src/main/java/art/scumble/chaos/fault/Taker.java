package art.scumble.chaos.fault;

import art.scumble.contract.Topics;
import art.scumble.embedded.ParentWatch;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Stands in for a worker that has acquired a task and has not said so yet: it takes one and waits to be killed. */
public final class Taker {
    static final String TAKEN = "TAKEN";

    private static final Duration POLL = Duration.ofMillis(400);

    private Taker() {}

    /** Arguments: the broker, the topic. Prints {@code TAKEN} and the task. */
    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ParentWatch.start();
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers",
                args[0],
                "group.id",
                Topics.WORKER_GROUP,
                "share.acknowledgement.mode",
                "explicit",
                "share.acquire.mode",
                "record_limit",
                "max.poll.records",
                1);
        try (KafkaShareConsumer<String, String> consumer =
                new KafkaShareConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(args[1]));
            while (true) {
                for (var task : consumer.poll(POLL)) {
                    out.println(TAKEN + " " + task.key());
                    Thread.sleep(Duration.ofDays(1));
                }
            }
        }
    }
}
