package art.scumble.ingest.webhook;

import art.scumble.contract.TransientFailure;
import art.scumble.ingest.loop.LoopedWork;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Sends what is due, each message on a thread of its own. */
@ApplicationScoped
public class Sender implements LoopedWork {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    /** Of the database, so that recording keeps no request from it, and failures no success. */
    private static final int CONNECTIONS_FOR_DELIVERED = 4;

    private static final int CONNECTIONS_FOR_FAILED = 2;

    private final MessageQueue queue;
    private final Courier courier;
    private final DeliveryLog deliveries;
    private final MeterRegistry metrics;
    private final Slots slots;
    private final WebhookConfig config;
    private final Semaphore delivered = new Semaphore(CONNECTIONS_FOR_DELIVERED);
    private final Semaphore failed = new Semaphore(CONNECTIONS_FOR_FAILED);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());
    private final AtomicLong oldestWaitingSeconds;

    Sender(MessageQueue queue, Courier courier, DeliveryLog deliveries, MeterRegistry metrics, WebhookConfig config) {
        this.queue = queue;
        this.courier = courier;
        this.deliveries = deliveries;
        this.metrics = metrics;
        this.config = config;
        this.slots = new Slots(config.inFlight(), config.inFlightPerEndpoint());
        this.oldestWaitingSeconds = metrics.gauge("scumble_webhook_oldest_waiting_seconds", new AtomicLong());
    }

    @Override
    public String name() {
        return "webhook-sender";
    }

    @Override
    public Duration pace() {
        return config.pace();
    }

    @Override
    public boolean round() {
        return sendBatch();
    }

    /** Begins to send what there is room for; true if it was anything. */
    public boolean sendBatch() {
        List<MessageQueue.Due> due = queue.due();
        oldestWaitingSeconds.set(due.isEmpty() ? 0 : due.getFirst().late().toSeconds());
        Map<UUID, Integer> shares = slots.shares(due);
        if (shares.isEmpty()) {
            return false;
        }
        List<Claimed> claimed = queue.claim(shares);
        for (Claimed message : claimed) {
            slots.take(message.endpoint(), message.healthy());
            threads.execute(() -> send(message));
        }
        return !claimed.isEmpty();
    }

    private void send(Claimed message) {
        try {
            Attempt attempt = courier.send(message);
            metrics.counter(
                            "scumble_webhook_deliveries",
                            "result",
                            attempt.result().value())
                    .increment();
            Semaphore connections = attempt.isDelivered() ? delivered : failed;
            connections.acquire();
            try {
                deliveries.record(message, attempt);
            } finally {
                connections.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TransientFailure e) {
            LOG.warnf("how webhook %s went is not kept, so it is sent again: %s", message.id(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "webhook %s is sent again after a failure that nobody foresaw", message.id());
        } finally {
            slots.free(message.endpoint());
        }
    }

    /** What is under way is sent again by whoever runs next. */
    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
