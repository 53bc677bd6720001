package art.scumble.ingest.loop;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Keeps the work going that waits for nobody's request, from the service's start to its end. */
@Liveness
@ApplicationScoped
public class Loops implements HealthCheck {
    private final List<LoopedWork> works;
    private volatile List<Loop> loops = List.of();

    Loops(@All List<LoopedWork> works) {
        this.works = works;
    }

    /** After everything else, since the channels open at the start as well. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent started) {
        loops = works.stream()
                .map(work -> Loop.start(work.name(), work.pace(), work::round))
                .toList();
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
