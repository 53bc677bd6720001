package art.scumble.ingest.loop;

import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.admission.AdmissionLoop;
import art.scumble.ingest.dispatch.Dispatcher;
import art.scumble.ingest.dispatch.OutboxRelay;
import art.scumble.ingest.retention.ResultSettler;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Keeps the work going that waits for nobody's request, from the service's start to its end. */
@Liveness
@ApplicationScoped
public class Loops implements HealthCheck {
    private final IngestConfig config;
    private final AdmissionLoop admission;
    private final Dispatcher dispatcher;
    private final OutboxRelay relay;
    private final ResultSettler settler;
    private final WebhookLoops webhooks;
    private volatile List<Loop> loops = List.of();

    Loops(
            IngestConfig config,
            AdmissionLoop admission,
            Dispatcher dispatcher,
            OutboxRelay relay,
            ResultSettler settler,
            WebhookLoops webhooks) {
        this.config = config;
        this.admission = admission;
        this.dispatcher = dispatcher;
        this.relay = relay;
        this.settler = settler;
        this.webhooks = webhooks;
    }

    /** After everything else, since the channels open at the start as well. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent started) {
        List<Loop> pipeline = List.of(
                Loop.start("admission", config.pace(), admission::admitBatch),
                Loop.start("dispatcher", config.pace(), dispatcher::fillWindows),
                Loop.start("outbox-relay", config.pace(), relay::publishBatch),
                Loop.start("result-settler", config.settlePace(), settler::settleBatch));
        loops = Stream.concat(pipeline.stream(), webhooks.start().stream()).toList();
    }

    void stop(@Observes ShutdownEvent stopped) {
        // All at once: each may take a while.
        loops.parallelStream().forEach(Loop::stop);
    }

    /** A thread that died does not come back by itself. */
    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("loops")
                .status(loops.stream().allMatch(Loop::isAlive))
                .build();
    }
}
