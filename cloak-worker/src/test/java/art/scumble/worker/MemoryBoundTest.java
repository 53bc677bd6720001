package art.scumble.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // It watches as long as its block lasts.
class MemoryBoundTest {
    private static final Duration SOON = Duration.ofMillis(20);

    private final AtomicLong resident = new AtomicLong(5000);
    private final CountDownLatch over = new CountDownLatch(1);

    private MemoryBound bound() {
        return new MemoryBound(1000, () -> OptionalLong.of(resident.get()), SOON, SOON, over::countDown);
    }

    @Test
    void letsAProcessHaveWhatItHadWhenItWasWarmAndALittleMore() throws InterruptedException {
        try (MemoryBound bound = bound()) {
            // When
            Thread.sleep(200);
            resident.set(5900);
            // Then
            assertThat(over.await(200, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void tellsWhenItHasGrownTooFar() throws InterruptedException {
        try (MemoryBound bound = bound()) {
            // When
            Thread.sleep(200);
            resident.set(6100);
            // Then
            assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
