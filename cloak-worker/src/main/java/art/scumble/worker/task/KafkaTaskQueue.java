package art.scumble.worker.task;

import art.scumble.contract.Lane;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * One slot of a worker for one lane: a share consumer and its poll thread, which alone acknowledges. While a task computes on
 * another thread, the poll thread renews its lock three times in a lock's duration.
 */
public final class KafkaTaskQueue implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KafkaTaskQueue.class);
    private static final Duration POLL = Duration.ofMillis(400);
    private static final long REOPEN_MS = 1000;
    private static final Duration HAND_OVER = Duration.ofSeconds(10);
    private static final Duration CLOSE_PATIENCE = HAND_OVER.plusSeconds(10);

    /** What to do with a record; the value says how to acknowledge it. */
    public interface Handler {
        AcknowledgeType handle(ConsumerRecord<String, String> task) throws InterruptedException;

        /** Told on the poll thread, which must not be held up, each time the task's lock was renewed. */
        default void renewed(ConsumerRecord<String, String> task) {}

        /** Asked on the poll thread, which must not be held up, that the task comes to a stop soon. */
        void stop(ConsumerRecord<String, String> task, TaskEvent.Cause cause);

        /**
         * Told when a task that was asked to stop did not: its thread is stuck. How to acknowledge the record is then
         * decided here.
         */
        AcknowledgeType stuck(ConsumerRecord<String, String> task, TaskEvent.Cause cause) throws InterruptedException;

        /** Told when a task whose lease is lost did not stop either. */
        void hung();
    }

    private final Map<String, Object> configuration;
    private final Lane lane;
    private final Duration lock;
    private final BooleanSupplier mayTake;
    private final Duration stopPatience;
    private final Handler handler;
    private final Duration limit;
    private ExecutorService computing;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread polling;
    private volatile long stopAsked;

    /**
     * A slot that begins at once to take tasks of its lane. It has no other: among consumers of several topics the
     * broker deals out whole partitions, and a lane could be left to a part of the fleet.
     *
     * @param lock of the share group, where the broker does not tell it
     * @param stopPatience how long a closing slot waits for its task
     * @param limit of a task, after which it is stopped, whatever it waits for
     * @param mayTake whether it makes sense to take a task now
     */
    public KafkaTaskQueue(
            String bootstrap,
            String name,
            Lane lane,
            Duration lock,
            Duration stopPatience,
            Duration limit,
            BooleanSupplier mayTake,
            Handler handler) {
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
        this.lane = lane;
        this.lock = lock;
        this.mayTake = mayTake;
        this.limit = limit;
        this.computing = computingThread();
        this.stopPatience = stopPatience;
        this.handler = handler;
        this.polling = new Thread(this::takeTasks, name);
        this.polling.start();
    }

    private void takeTasks() {
        try {
            while (!isStopping()) {
                serve();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            computing.shutdownNow();
        }
    }

    /** Whether the slot still takes tasks. */
    public boolean isAlive() {
        return polling.isAlive();
    }

    private void serve() throws InterruptedException {
        try (KafkaShareConsumer<String, String> consumer =
                new KafkaShareConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(lane.topic()));
            while (!isStopping()) {
                if (!mayTake.getAsBoolean()) {
                    stopping.await(REOPEN_MS, TimeUnit.MILLISECONDS);
                    continue;
                }
                for (ConsumerRecord<String, String> task : consumer.poll(POLL)) {
                    run(new Lease(consumer, task, lock), task);
                }
            }
        } catch (RuntimeException | Error | LeaseLost e) {
            // The session is lost, and with it the lease: whoever gets the record next does the same work again. An
            // error too is survived here, as nobody would see a slot end.
            LOG.warnf("the task queue opens anew: %s (%s)", e, e.getCause());
            stopping.await(REOPEN_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void run(Lease lease, ConsumerRecord<String, String> task) throws InterruptedException, LeaseLost {
        CountDownLatch ended = new CountDownLatch(1);
        Future<AcknowledgeType> work = computing.submit(() -> {
            try {
                return handler.handle(task);
            } finally {
                ended.countDown();
            }
        });
        AcknowledgeType end;
        try {
            end = await(work, lease, task);
        } catch (LeaseLost e) {
            // Whoever has it now does the same work; ours has to end before the next task is taken.
            work.cancel(true);
            if (!ended.await(HAND_OVER.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("a task whose lease is lost does not stop");
                giveUpThread();
                handler.hung();
            }
            throw e;
        } finally {
            work.cancel(true);
        }
        lease.end(end);
        if (end == AcknowledgeType.RELEASE) {
            // It is delivered again at once, and each delivery counts.
            stopping.await(REOPEN_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits for the end of the work, renewing the lease meanwhile, and has it stopped when it is time. */
    private AcknowledgeType await(Future<AcknowledgeType> work, Lease lease, ConsumerRecord<String, String> task)
            throws InterruptedException, LeaseLost {
        long interval = lease.renewalInterval().toNanos();
        long look = Math.min(POLL.toNanos(), interval);
        long begun = System.nanoTime();
        long renewed = begun;
        Optional<TaskEvent.Cause> stop = Optional.empty();
        long stopped = 0;
        while (true) {
            try {
                return work.get(look, TimeUnit.NANOSECONDS);
            } catch (TimeoutException stillRunning) {
                long now = System.nanoTime();
                if (stop.isPresent() && now - stopped > HAND_OVER.toNanos()) {
                    LOG.errorf("a task does not stop (%s)", stop.get());
                    giveUpThread();
                    return handler.stuck(task, stop.get());
                }
                if (stop.isEmpty()) {
                    stop = reasonToStop(now - begun);
                    stopped = now;
                }
                // Each time again: what is interrupted may have kept it to itself.
                stop.ifPresent(cause -> handler.stop(task, cause));
                if (now + look - renewed > interval) {
                    // The broker's lock begins anew when it hears of it, however late its answer is.
                    renewed = now;
                    lease.renew();
                    handler.renewed(task);
                }
            } catch (ExecutionException e) {
                LOG.error("a task ended without an outcome and is given back", e.getCause());
                return AcknowledgeType.RELEASE;
            }
        }
    }

    private Optional<TaskEvent.Cause> reasonToStop(long takenNs) {
        if (isStopping() && System.nanoTime() - stopAsked > stopPatience.toNanos()) {
            return Optional.of(TaskEvent.Cause.STOPPING);
        }
        return takenNs > limit.toNanos() ? Optional.of(TaskEvent.Cause.TOO_LONG) : Optional.empty();
    }

    /** A task that ignores its interruption keeps its thread, so that the next one needs another. */
    private void giveUpThread() {
        computing.shutdownNow();
        computing = computingThread();
    }

    private static ExecutorService computingThread() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("computing").daemon().factory());
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Takes no more tasks, but does not wait for the one that runs. */
    public void askToStop() {
        if (!isStopping()) {
            stopAsked = System.nanoTime();
            stopping.countDown();
        }
    }

    /** Takes no more tasks, waits a while for the one that runs, then gives it back. */
    @Override
    public void close() {
        askToStop();
        try {
            if (!polling.join(stopPatience.plus(CLOSE_PATIENCE))) {
                LOG.warn("the task queue did not close in time");
                polling.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
