package art.scumble.worker;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakTask;
import art.scumble.contract.Lane;
import art.scumble.worker.alone.Alone;
import art.scumble.worker.alone.AloneProtector;
import art.scumble.worker.alone.SameWorker;
import art.scumble.worker.artwork.ArtworkCodec;
import art.scumble.worker.artwork.DecodingLimits;
import art.scumble.worker.catalog.StyleCatalog;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.Effort;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import art.scumble.worker.task.ArtworkProtector;
import art.scumble.worker.task.ComputeShare;
import art.scumble.worker.task.CostModelProtector;
import art.scumble.worker.task.GuardedEncoder;
import art.scumble.worker.task.KafkaJobControls;
import art.scumble.worker.task.KafkaTaskEvents;
import art.scumble.worker.task.KafkaTaskQueue;
import art.scumble.worker.task.PatientStore;
import art.scumble.worker.task.PictureMemory;
import art.scumble.worker.task.Rehearsal;
import art.scumble.worker.task.RoomWatch;
import art.scumble.worker.task.SearchTurns;
import art.scumble.worker.task.TaskHandling;
import art.scumble.worker.task.TaskRunner;
import art.scumble.worker.task.TaskSpans;
import art.scumble.worker.task.TasksInHand;
import art.scumble.worker.task.Workbench;
import art.scumble.worker.task.YieldingEncoder;
import art.scumble.worker.tickets.ArtworkBytes;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** A worker: loads the encoder once, opens its slots, and puts the pieces together. */
@Readiness
@ApplicationScoped
public class Worker implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final int NO_ENCODER = 2;
    private static final int STUCK = 3;
    private static final int GROWN = 4;
    private static final Duration WARM_UP = Duration.ofMinutes(10);
    private static final Duration MEMORY_PACE = Duration.ofSeconds(10);
    private static final Duration STUCK_PATIENCE = Duration.ofSeconds(40);
    private static final double PICTURES_OF_HEAP = 0.75;

    private final WorkerConfig config;
    private final String bootstrap;
    private final ArtworkBytes bytes;
    private final StyleCatalog catalog;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Dependencies dependencies;
    private final Tracer tracer;
    private final ComputeShare share = new ComputeShare(System::nanoTime);
    private final SearchTurns turns = new SearchTurns(share);
    private final TasksInHand inHand = new TasksInHand(share);
    private final PictureMemory memory =
            new PictureMemory((long) (PICTURES_OF_HEAP * Runtime.getRuntime().maxMemory()));
    private final List<KafkaTaskQueue> queues = new ArrayList<>();
    /** The last one opened is the first to be closed. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

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
        try {
            Function<Lane, Work> work = config.simulatedSecondsPerMegapixel().isPresent()
                    ? simulated(config.simulatedSecondsPerMegapixel().get())
                    : cloaking();
            config.alone().ifPresentOrElse(folder -> runAlone(folder, work), () -> takeTasks(work));
        } catch (IOException e) {
            LOG.errorf("NO ENCODER. %s", e.getMessage());
            Quarkus.asyncExit(NO_ENCODER);
        }
    }

    private interface Work extends Function<CloakTask, CloakOutcome> {}

    private Function<Lane, Work> cloaking() throws IOException {
        Encoder encoder = new GuardedEncoder(
                Encoders.open(new ModelShelf(config.models()), config.encoders().orElse(""), config.threads()));
        open.push(encoder);
        LOG.infof("encoders %s", encoder.members());
        Effort effort = Effort.of(config.tier());
        if (config.alone().isEmpty()) {
            Rehearsal.run(codec(), encoder, effort);
        }
        return lane -> {
            Workbench bench = workbench(lane);
            Cloaker cloaker = new Cloaker(new YieldingEncoder(encoder, turns, lane), effort);
            ArtworkProtector protector = new ArtworkProtector(bench, cloaker);
            CostModelProtector sandbox = CostModelProtector.ofSandbox(bench);
            return task -> task.simulated() ? sandbox.protect(task) : protector.protect(task);
        };
    }

    private Function<Lane, Work> simulated(double secondsPerMegapixel) {
        LOG.warnf("NOTHING IS CLOAKED HERE. Results are marked copies, at %s s a megapixel", secondsPerMegapixel);
        return lane -> CostModelProtector.ofTests(workbench(lane), secondsPerMegapixel, () -> turns.betweenSteps(lane))
                ::protect;
    }

    private Workbench workbench(Lane lane) {
        return new Workbench(patient(), catalog, codec(), memory, spans().around(() -> turns.take(lane)));
    }

    private static ArtworkCodec codec() {
        return new ArtworkCodec(DecodingLimits.DEFAULT);
    }

    /** A process with a limit of time has none to wait: the worker that started it will. */
    private ArtworkBytes patient() {
        ArtworkBytes traced = new RoomWatch(spans().around(bytes), dependencies.room());
        return config.alone().isPresent()
                ? traced
                : new PatientStore(traced, config.transientPatience(), Clock.systemUTC());
    }

    private TaskSpans spans() {
        return new TaskSpans(tracer);
    }

    /** One picture, and no more; on a thread of its own, since a process that is still starting can't be ended. */
    private void runAlone(Path folder, Function<Lane, Work> work) {
        Alone.endWithParent();
        Thread.ofPlatform()
                .name("alone")
                .start(() -> Quarkus.asyncExit(Alone.run(folder, json, work.apply(Lane.INTERACTIVE))));
    }

    private void takeTasks(Function<Lane, Work> work) {
        KafkaTaskEvents events = new KafkaTaskEvents(bootstrap, json);
        open.push(events);
        metrics.gauge("scumble_worker_in_flight", inHand, TasksInHand::size);
        FunctionCounter.builder("scumble_worker_busy_seconds", share, ComputeShare::busySeconds)
                .register(metrics);
        FunctionCounter.builder("scumble_worker_search_seconds", share, ComputeShare::searchSeconds)
                .register(metrics);
        open.push(new KafkaJobControls(bootstrap, json, inHand::obey));
        for (Lane lane : Lane.values()) {
            TaskRunner runner = new TaskRunner(
                    config.id(),
                    outOfHarm(lane, work.apply(lane)),
                    events,
                    config.transientPatience(),
                    Clock.systemUTC());
            TaskHandling handling = new TaskHandling(runner, events, inHand, json, metrics, tracer, this::endStuck);
            for (int slot = 0; slot < config.slots(); slot++) {
                queues.add(queue(lane, slot, handling));
            }
        }
        queues.forEach(open::push);
        open.push(new MemoryBound(
                config.memoryGrowth().asLongValue(),
                MemoryBound::resident,
                WARM_UP,
                MEMORY_PACE,
                () -> Quarkus.asyncExit(GROWN)));
        ready = true;
    }

    /** Closing the engine waits for its computations, and one of them does not end. */
    private void endStuck() {
        CompletableFuture.delayedExecutor(STUCK_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> Runtime.getRuntime().halt(STUCK));
        Quarkus.asyncExit(STUCK);
    }

    /** Suspects run where they can do no harm. */
    @SuppressWarnings("try") // The turn lasts as long as its block.
    private Function<CloakTask, CloakOutcome> outOfHarm(Lane lane, Work here) {
        Function<CloakTask, CloakOutcome> alone = new AloneProtector(
                new SameWorker(config.aloneMemory().asLongValue())::command, config.aloneLimit(), json);
        return task -> {
            if (!task.suspect()) {
                return here.apply(task);
            }
            try (SearchTurns.Turn turn = turns.take(lane)) {
                return alone.apply(task);
            }
        };
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
