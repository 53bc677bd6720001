package art.scumble.worker.task;

import art.scumble.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One slot of a worker: a share consumer and its poll thread, which alone acknowledges. While a task computes on
 * another thread, the poll thread renews its lock three times in a lock's duration.
 */
public final class KafkaTaskQueue implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KafkaTaskQueue.class);
    private static final Duration POLL = Duration.ofMillis(400);
    private static final long REOPEN_MS = 1000;

    /** What to do with a record; the value says how to acknowledge it. */
    public interface Handler {
        AcknowledgeType handle(ConsumerRecord<String, String> task) throws InterruptedException;
    }

    private final Map<String, Object> configuration;
    private final long renewNanos;
    private final Duration stopPatience;
    private final Handler handler;
    private final ExecutorService computing = Executors.newSingleThreadExecutor();
    private final Thread polling;
    private volatile boolean stopping;

    /** A slot that begins at once to take tasks of both lanes. */
    public KafkaTaskQueue(String bootstrap, String name, Duration lock, Duration stopPatience, Handler handler) {
        this.configuration = Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                Topics.WORKER_GROUP,
                "client.id",
                name,
                "share.acknowledgement.mode",
                "explicit",
                "share.acquire.mode",
                "record_limit",
                "max.poll.records",
                1);
        this.renewNanos = lock.toNanos() / 3;
        this.stopPatience = stopPatience;
        this.handler = handler;
        this.polling = new Thread(this::takeTasks, name);
        this.polling.start();
    }

    private void takeTasks() {
        while (!stopping) {
            try (KafkaShareConsumer<String, String> consumer =
                    new KafkaShareConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
                consumer.subscribe(List.of(Topics.INTERACTIVE_TASKS, Topics.BULK_TASKS));
                while (!stopping) {
                    for (ConsumerRecord<String, String> task : consumer.poll(POLL)) {
                        run(consumer, task);
                    }
                }
            } catch (KafkaException | IllegalStateException e) {
                // The session is lost, and with it the lease: whoever gets the record next does the same work again.
                LOG.warnf("the task queue opens anew: %s", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void run(KafkaShareConsumer<String, String> consumer, ConsumerRecord<String, String> task)
            throws InterruptedException {
        Future<AcknowledgeType> work = computing.submit(() -> handler.handle(task));
        ConsumerRecord<String, String> held = task;
        long renewed = System.nanoTime();
        @Nullable AcknowledgeType end = null;
        try {
            while (end == null) {
                end = await(work);
                if (end == null && System.nanoTime() - renewed > renewNanos) {
                    consumer.acknowledge(held, AcknowledgeType.RENEW);
                    consumer.commitSync();
                    renewed = System.nanoTime();
                    held = again(consumer, held);
                }
            }
        } finally {
            work.cancel(true);
        }
        consumer.acknowledge(held, end);
        consumer.commitSync();
    }

    /** A renewed record is handed out again, and must be, before it can be acknowledged. */
    private static ConsumerRecord<String, String> again(
            KafkaShareConsumer<String, String> consumer, ConsumerRecord<String, String> held) {
        ConsumerRecord<String, String> found = held;
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
            found = record;
        }
        return found;
    }

    private static @Nullable AcknowledgeType await(Future<AcknowledgeType> work) throws InterruptedException {
        try {
            return work.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            LOG.error("a task ended without an outcome and is given back", e.getCause());
            return AcknowledgeType.RELEASE;
        }
    }

    private void pause() {
        try {
            Thread.sleep(REOPEN_MS);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /** Takes no more tasks, waits a while for the one that runs, then leaves it to the lock's end. */
    @Override
    public void close() {
        stopping = true;
        try {
            polling.join(stopPatience.toMillis());
            polling.interrupt();
            computing.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
