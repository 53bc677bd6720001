package art.scumble.worker.task;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakTask;
import art.scumble.contract.TaskEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** From a lane's messages to the runner and back, with its trace, log context and figures. */
public final class TaskHandling implements KafkaTaskQueue.Handler {
    private static final Logger LOG = Logger.getLogger(TaskHandling.class);

    /** Two workers took it and did not tell how it ended. */
    private static final int SUSPECT_DELIVERIES = 3;

    private static final Duration TELLING = Duration.ofSeconds(4);

    private final TaskRunner runner;
    private final KafkaTaskEvents events;
    private final TasksInHand inHand;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Tracer tracer;
    private final Runnable whenStuck;

    /**
     * Handles a lane.
     *
     * @param whenStuck called when a computation can't be stopped, which holds the engine: only a new process frees it
     */
    public TaskHandling(
            TaskRunner runner,
            KafkaTaskEvents events,
            TasksInHand inHand,
            ObjectMapper json,
            MeterRegistry metrics,
            Tracer tracer,
            Runnable whenStuck) {
        this.runner = runner;
        this.events = events;
        this.inHand = inHand;
        this.json = json;
        this.metrics = metrics;
        this.tracer = tracer;
        this.whenStuck = whenStuck;
    }

    @Override
    public AcknowledgeType handle(ConsumerRecord<String, String> message) {
        Optional<CloakTask> task = read(message);
        return task.isEmpty() ? AcknowledgeType.REJECT : run(task.get(), message);
    }

    @Override
    public void renewed(ConsumerRecord<String, String> message) {
        read(message).ifPresent(task -> events.mention(runner.working(task)));
    }

    @Override
    public void stop(ConsumerRecord<String, String> message, TaskEvent.Cause cause) {
        read(message).ifPresent(task -> inHand.stop(task, cause));
    }

    @Override
    public AcknowledgeType stuck(ConsumerRecord<String, String> message, TaskEvent.Cause cause)
            throws InterruptedException {
        CloakTask task = read(message).orElseThrow();
        FutureTask<Boolean> telling = new FutureTask<>(() -> runner.abandonStuck(task, cause));
        Thread.startVirtualThread(telling);
        try {
            return telling.get(TELLING.toMillis(), TimeUnit.MILLISECONDS)
                    ? AcknowledgeType.ACCEPT
                    : AcknowledgeType.RELEASE;
        } catch (ExecutionException | TimeoutException e) {
            return AcknowledgeType.RELEASE;
        } finally {
            whenStuck.run();
        }
    }

    @Override
    public void hung() {
        whenStuck.run();
    }

    private Optional<CloakTask> read(ConsumerRecord<String, String> message) {
        try {
            CloakTask task = json.readValue(message.value(), CloakTask.class);
            boolean suspect = message.deliveryCount().orElse((short) 1) >= SUSPECT_DELIVERIES;
            return Optional.of(suspect ? task.asSuspect() : task);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.errorf("a message on %s is no task: %s", message.topic(), e.getMessage());
            return Optional.empty();
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // The scope is closed where everything else ends.
    private AcknowledgeType run(CloakTask task, ConsumerRecord<String, String> message) {
        Span span = TaskTraces.start(tracer, message);
        MDC.put("job", task.job());
        MDC.put("artwork", task.artwork().id());
        MDC.put("attempt", task.attempt());
        MDC.put("traceId", span.getSpanContext().getTraceId());
        Timer.Sample time = Timer.start(metrics);
        Scope scope = span.makeCurrent();
        try (TaskInHand taken = inHand.take(task)) {
            TaskRunner.End end = runner.run(taken);
            String kind = end.outcome()
                    .map(outcome -> outcome.getClass().getSimpleName())
                    .orElse("given back");
            LOG.infof("%s", kind);
            span.setAttribute("scumble.outcome", kind);
            String code = end.outcome().map(TaskHandling::code).orElse("none");
            metrics.counter("scumble_worker_tasks", "outcome", kind, "code", code)
                    .increment();
            return end.told() ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE;
        } finally {
            time.stop(metrics.timer("scumble_worker_task"));
            MDC.clear();
            scope.close();
            span.end();
        }
    }

    private static String code(CloakOutcome outcome) {
        return switch (outcome) {
            case CloakOutcome.Protected ignored -> "none";
            case CloakOutcome.Refused refused -> refused.code().name();
            case CloakOutcome.Abandoned abandoned -> abandoned.code().name();
        };
    }
}
