package art.scumble.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
@SuppressWarnings("try") // Room is kept as long as its block lasts.
class PictureMemoryTest {
    private static final long MEGABYTE = 1 << 20;

    private final PictureMemory memory = new PictureMemory(100 * MEGABYTE);

    @Test
    void waitsUntilThereIsRoom() throws Exception {
        // Given
        Thread waiting = Thread.ofPlatform().unstarted(() -> memory.reserve(50 * MEGABYTE));
        try (PictureMemory.Room first = memory.reserve(60 * MEGABYTE)) {
            // When
            waiting.start();
            waiting.join(300);
            // Then
            assertThat(waiting.isAlive()).isTrue();
        }
        waiting.join();
        assertThat(waiting.isAlive()).isFalse();
    }

    @Test
    void givesAllRoomToAPictureThatIsLargerThanIt() {
        try (PictureMemory.Room all = memory.reserve(1000 * MEGABYTE)) {
            assertThat(all).isNotNull();
        }
    }
}
