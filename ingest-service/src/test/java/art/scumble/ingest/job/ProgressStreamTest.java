package art.scumble.ingest.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.Lane;
import art.scumble.contract.TenantId;
import art.scumble.http.ProblemException;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressStreamTest {
    private static final TenantId CARA = new TenantId("cara");
    private static final UUID JOB = new UUID(0, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicBoolean finished = new AtomicBoolean();
    private final ProgressStream progress = new ProgressStream((tenant, job) -> {
        int look = looks.incrementAndGet();
        return Optional.of(new JobView(
                job,
                Lane.BULK,
                Instant.EPOCH,
                Control.RUNNING,
                List.of(),
                false,
                Map.of("protected", (long) look),
                0,
                true,
                false,
                null,
                finished.get()));
    });

    @Test
    void nobodyIsAskedWhenNobodyLooksAnyMore() throws InterruptedException {
        // Given
        AssertSubscriber<JobView> first = view();
        AssertSubscriber<JobView> second = view();
        first.awaitNextItem(PATIENCE);
        second.awaitNextItem(PATIENCE);
        // When
        first.cancel();
        second.cancel();
        Thread.sleep(200);
        int asked = looks.get();
        Thread.sleep(2500);
        // Then
        assertThat(looks.get()).isEqualTo(asked);
        // And who comes later sees the job all the same
        view().awaitNextItem(PATIENCE).cancel();
    }

    @Test
    void allWhoLookAtAJobShareItsLooks() {
        // Given more viewers than can have a look of their own before one of them has seen two
        List<AssertSubscriber<JobView>> viewers =
                IntStream.range(0, 40).mapToObj(i -> view()).toList();
        // When
        viewers.forEach(viewer -> viewer.awaitItems(2, PATIENCE));
        // Then
        assertThat(looks.get()).isLessThan(40);
        viewers.forEach(AssertSubscriber::cancel);
    }

    @Test
    void endsWithTheFinishedJobForEverybody() {
        // Given
        AssertSubscriber<JobView> early = view();
        early.awaitNextItem(PATIENCE);
        // When
        finished.set(true);
        // Then
        assertThat(early.awaitCompletion(PATIENCE).getLastItem().finished()).isTrue();
        assertThat(view().awaitCompletion(PATIENCE).getItems()).hasSize(1);
    }

    @Test
    void aTenantKeepsNoMoreOpenThanItMayAndGetsThemBack() {
        // Given
        List<AssertSubscriber<JobView>> viewers =
                IntStream.range(0, 50).mapToObj(i -> view()).toList();
        // Then
        assertThatThrownBy(this::view).isInstanceOf(ProblemException.class);
        progress.of(new TenantId("other"), JOB)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1))
                .cancel();
        // And when
        viewers.forEach(AssertSubscriber::cancel);
        // Then
        view().cancel();
    }

    private AssertSubscriber<JobView> view() {
        return progress.of(CARA, JOB).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }
}
