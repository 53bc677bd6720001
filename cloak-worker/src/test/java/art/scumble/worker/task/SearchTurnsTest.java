package art.scumble.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Lane;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
@SuppressWarnings("try") // A turn lasts as long as its block.
class SearchTurnsTest {
    private final AtomicLong now = new AtomicLong();
    private final ComputeShare share = new ComputeShare(now::get);
    private final SearchTurns turns = new SearchTurns(share);
    private final List<String> log = new CopyOnWriteArrayList<>();

    @Test
    void letsOneImportSearchAtATime() throws Exception {
        // Given
        Thread second = Thread.ofPlatform().unstarted(() -> {
            try (SearchTurns.Turn turn = turns.take(Lane.BULK)) {
                log.add("second");
            }
        });
        // When
        try (SearchTurns.Turn turn = turns.take(Lane.BULK)) {
            second.start();
            awaitWaiting(second);
            log.add("first");
        }
        second.join();
        // Then
        assertThat(log).containsExactly("first", "second");
    }

    @Test
    void holdsAnImportBetweenTwoStepsWhileAnUploadIsSearched() throws Exception {
        // Given
        Thread steps = Thread.ofPlatform().unstarted(() -> {
            try (SearchTurns.Turn turn = turns.take(Lane.BULK)) {
                turns.betweenSteps(Lane.BULK);
                log.add("step");
            }
        });
        // When
        try (SearchTurns.Turn upload = turns.take(Lane.INTERACTIVE)) {
            steps.start();
            awaitWaiting(steps);
            log.add("upload");
        }
        steps.join();
        // Then
        assertThat(log).containsExactly("upload", "step");
    }

    @Test
    void tellsHowMuchOfTheBusyTimeWasSearched() {
        // When
        share.inHand(1);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        try (SearchTurns.Turn turn = turns.take(Lane.BULK)) {
            share.inHand(2);
            now.addAndGet(Duration.ofSeconds(3).toNanos());
        }
        share.inHand(0);
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        // Then
        assertThat(share.busySeconds()).isEqualTo(4);
        assertThat(share.searchSeconds()).isEqualTo(3);
    }

    private static void awaitWaiting(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(5);
        }
    }
}
