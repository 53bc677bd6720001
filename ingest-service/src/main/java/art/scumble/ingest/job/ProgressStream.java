package art.scumble.ingest.job;

import art.scumble.contract.TenantId;
import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A job's progress as it happens, for as many as ask at once, within a bound. */
@ApplicationScoped
class ProgressStream {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_STREAMS = 200;

    private final Jobs jobs;
    private final AtomicInteger streams = new AtomicInteger();

    ProgressStream(Jobs jobs) {
        this.jobs = jobs;
    }

    /** The job now, with each change, and when it is finished for the last time. */
    Multi<JobView> of(TenantId tenant, UUID job) {
        if (streams.incrementAndGet() > MOST_STREAMS) {
            streams.decrementAndGet();
            throw ProblemException.of(
                    ProblemType.UNAVAILABLE, "Too many progress streams are open; ask for the job instead.");
        }
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(0L),
                        Multi.createFrom().ticks().every(LOOK).onOverflow().drop())
                .onItem()
                .transformToUniAndConcatenate(tick -> look(tenant, job))
                .select()
                .where(Optional::isPresent)
                .map(Optional::get)
                .skip()
                .repetitions()
                .plug(ProgressStream::untilFinished)
                .onTermination()
                .invoke(streams::decrementAndGet);
    }

    private Uni<Optional<JobView>> look(TenantId tenant, UUID job) {
        return Uni.createFrom()
                .item(() -> jobs.find(tenant, job))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Multi<JobView> untilFinished(Multi<JobView> views) {
        return views.onItem()
                .transformToMultiAndConcatenate(view -> view.finished()
                        ? Multi.createFrom().items(Optional.of(view), Optional.<JobView>empty())
                        : Multi.createFrom().item(Optional.of(view)))
                .select()
                .first(Optional::isPresent)
                .map(Optional::get);
    }
}
