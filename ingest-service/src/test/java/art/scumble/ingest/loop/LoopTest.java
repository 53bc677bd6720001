package art.scumble.ingest.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private @Nullable Loop loop;

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.stop();
        }
    }

    @Test
    void goesOnAtOnceWhileThereIsMoreAndThenAtItsPace() throws Exception {
        // Given
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch drained = new CountDownLatch(1);
        // When
        loop = Loop.start("test", LONG, () -> {
            boolean more = rounds.incrementAndGet() < 1000;
            if (!more) {
                drained.countDown();
            }
            return more;
        });
        // Then
        assertThat(drained.await(10, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(50);
        assertThat(rounds).hasValue(1000);
    }

    @Test
    void outlivesARoundThatFails() throws Exception {
        // Given
        CountDownLatch rounds = new CountDownLatch(2);
        // When
        Loop started = Loop.start("test", Duration.ofMillis(10), () -> {
            rounds.countDown();
            throw new IllegalStateException("a failure that this test makes");
        });
        loop = started;
        // Then
        assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(started.isAlive()).isTrue();
    }

    @Test
    void stopsInThePauseToo() {
        // Given
        Loop started = Loop.start("test", LONG, () -> false);
        // When
        started.stop();
        // Then
        assertThat(started.isAlive()).isFalse();
    }
}
