package art.scumble.ingest.job;

import art.scumble.contract.TenantId;
import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Jobs' progress as it happens. All who look at a job share one look a second. */
@ApplicationScoped
class ProgressStream {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_STREAMS = 500;
    private static final int MOST_OF_A_TENANT = 50;

    /** Finds a job of a tenant; may block. */
    interface Finding {
        Optional<JobView> find(TenantId tenant, UUID job);
    }

    private final Finding jobs;
    private final Map<TenantId, Integer> streams = new ConcurrentHashMap<>();
    private final Map<UUID, Multi<JobView>> looks = new ConcurrentHashMap<>();

    @Inject
    ProgressStream(Jobs jobs) {
        this((Finding) jobs::find);
    }

    ProgressStream(Finding jobs) {
        this.jobs = jobs;
    }

    /** The job now, with each change, and when it is finished for the last time. */
    Multi<JobView> of(TenantId tenant, UUID job) {
        if (streams.getOrDefault(tenant, 0) >= MOST_OF_A_TENANT
                || streams.values().stream().mapToInt(Integer::intValue).sum() >= MOST_STREAMS) {
            throw ProblemException.after(
                    Duration.ofMinutes(1),
                    ProblemType.TOO_MANY_REQUESTS,
                    "Too many progress streams are open; ask for the job instead.");
        }
        return looks.computeIfAbsent(job, id -> shared(tenant, id))
                .skip()
                .repetitions()
                .plug(ProgressStream::untilFinished)
                .onSubscription()
                .invoke(() -> streams.merge(tenant, 1, Integer::sum))
                .onTermination()
                .invoke(() -> streams.computeIfPresent(tenant, (key, open) -> open == 1 ? null : open - 1));
    }

    /** For all who look at it, from the first to the last: when nobody does any more, nobody asks the database. */
    private Multi<JobView> shared(TenantId tenant, UUID job) {
        return Multi.createFrom()
                .ticks()
                .every(LOOK)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> look(tenant, job))
                .select()
                .where(Optional::isPresent)
                .map(Optional::get)
                .plug(ProgressStream::untilFinished)
                .onTermination()
                .invoke(() -> looks.remove(job))
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
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
