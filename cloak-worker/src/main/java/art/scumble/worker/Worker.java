package art.scumble.worker;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakTask;
import art.scumble.contract.Lane;
import art.scumble.worker.artwork.ArtworkCodec;
import art.scumble.worker.artwork.DecodingLimits;
import art.scumble.worker.catalog.StyleCatalog;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import art.scumble.worker.task.ArtworkProtector;
import art.scumble.worker.task.CostModelProtector;
import art.scumble.worker.task.GuardedEncoder;
import art.scumble.worker.task.KafkaTaskEvents;
import art.scumble.worker.task.KafkaTaskQueue;
import art.scumble.worker.task.TaskRunner;
import art.scumble.worker.task.TaskTraces;
import art.scumble.worker.tickets.ArtworkBytes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** A worker: loads the encoder once, opens its slots, and puts the pieces together. */
@Readiness
@ApplicationScoped
public class Worker implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(Worker.class);

    private final WorkerConfig config;
    private final String bootstrap;
    private final ArtworkBytes bytes;
    private final StyleCatalog catalog;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Dependencies dependencies;
    private final Tracer tracer;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final List<KafkaTaskQueue> queues = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private volatile boolean ready;

    Worker(
            WorkerConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            ArtworkBytes bytes,
            StyleCatalog catalog,
            ObjectMapper json,
            MeterRegistry metrics,
            Dependencies dependencies,
            Tracer tracer) {
        this.config = config;
        this.bootstrap = bootstrap;
        this.bytes = bytes;
        this.catalog = catalog;
        this.json = json;
        this.metrics = metrics;
        this.dependencies = dependencies;
        this.tracer = tracer;
    }

    void start(@Observes StartupEvent event) {
        if (config.simulatedSecondsPerMegapixel().isPresent()) {
            double seconds = config.simulatedSecondsPerMegapixel().get();
            LOG.warnf("NOTHING IS CLOAKED HERE. Results are marked copies, at %s s a megapixel", seconds);
            open(new CostModelProtector(bytes, catalog, new ArtworkCodec(DecodingLimits.DEFAULT), seconds)::protect);
            return;
        }
        try {
            Encoder encoder = new GuardedEncoder(Encoders.open(
                    new ModelShelf(config.models()), config.encoders().orElse(""), config.threads()));
            LOG.infof("encoders %s", encoder.members());
            open(encoder);
        } catch (IOException e) {
            LOG.errorf("NO ENCODER. %s", e.getMessage());
            Quarkus.asyncExit(2);
        }
    }

    private void open(Encoder encoder) {
        Cloaker cloaker = new Cloaker(encoder, config.workingSize(), config.steps());
        ArtworkProtector protector =
                new ArtworkProtector(bytes, catalog, new ArtworkCodec(DecodingLimits.DEFAULT), cloaker);
        open(protector::protect);
        open.add(encoder);
    }

    private void open(Function<CloakTask, CloakOutcome.Protected> protector) {
        KafkaTaskEvents events = new KafkaTaskEvents(bootstrap, json);
        TaskRunner runner =
                new TaskRunner(config.id(), protector, events, config.transientPatience(), Clock.systemUTC());
        metrics.gauge("scumble_worker_in_flight", inFlight);
        for (Lane lane : Lane.values()) {
            for (int slot = 0; slot < config.slots(); slot++) {
                queues.add(queue(lane, slot, new Handling(runner, events)));
            }
        }
        open.addAll(queues);
        open.add(events);
        ready = true;
    }

    private KafkaTaskQueue queue(Lane lane, int slot, KafkaTaskQueue.Handler handler) {
        return new KafkaTaskQueue(
                bootstrap,
                String.format(Locale.ROOT, "%s-%s-%d", config.id(), lane.value(), slot),
                lane,
                config.lockDuration(),
                config.stopPatience(),
                config.taskLimit(),
                () -> dependencies.away().isEmpty(),
                handler);
    }

    private final class Handling implements KafkaTaskQueue.Handler {
        private final TaskRunner runner;
        private final KafkaTaskEvents events;

        Handling(TaskRunner runner, KafkaTaskEvents events) {
            this.runner = runner;
            this.events = events;
        }

        @Override
        public AcknowledgeType handle(ConsumerRecord<String, String> message) throws InterruptedException {
            Optional<CloakTask> task = read(message);
            return task.isEmpty() ? AcknowledgeType.REJECT : run(runner, task.get(), message);
        }

        @Override
        public void renewed(ConsumerRecord<String, String> message) {
            read(message).ifPresent(task -> events.mention(runner.working(task)));
        }
    }

    private Optional<CloakTask> read(ConsumerRecord<String, String> message) {
        try {
            return Optional.of(json.readValue(message.value(), CloakTask.class));
        } catch (JsonProcessingException e) {
            LOG.errorf("a message on %s is no task: %s", message.topic(), e.getOriginalMessage());
            return Optional.empty();
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // The scope is closed where everything else ends.
    private AcknowledgeType run(TaskRunner runner, CloakTask task, ConsumerRecord<String, String> message)
            throws InterruptedException {
        Span span = TaskTraces.start(tracer, message);
        MDC.put("job", task.job());
        MDC.put("artwork", task.artwork().id());
        MDC.put("attempt", task.attempt());
        MDC.put("traceId", span.getSpanContext().getTraceId());
        inFlight.incrementAndGet();
        Timer.Sample time = Timer.start(metrics);
        Scope scope = span.makeCurrent();
        try {
            Optional<CloakOutcome> outcome = runner.run(task);
            String kind = outcome.map(o -> o.getClass().getSimpleName()).orElse("given back");
            LOG.infof("%s", kind);
            String code = outcome.map(Worker::code).orElse("none");
            span.setAttribute("scumble.outcome", kind);
            metrics.counter("scumble_worker_tasks", "outcome", kind, "code", code)
                    .increment();
            return outcome.isPresent() ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE;
        } finally {
            time.stop(metrics.timer("scumble_worker_task"));
            inFlight.decrementAndGet();
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

    void stop(@Observes ShutdownEvent event) throws Exception {
        ready = false;
        queues.forEach(KafkaTaskQueue::askToStop);
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("slots")
                .status(ready && queues.stream().allMatch(KafkaTaskQueue::isAlive))
                .build();
    }
}
