package art.scumble.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.Objective;
import art.scumble.contract.Sha256;
import art.scumble.contract.TransientFailure;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class GuardedEncoderTest {
    private static final RgbImage IMAGE = new RgbImage(1, 1, new float[3]);

    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final CountDownLatch computing = new CountDownLatch(1);
    private final GuardedEncoder guarded = new GuardedEncoder(new SlowEncoder());

    @Test
    void closesOnlyAfterTheRunningComputation() throws Exception {
        // Given
        Thread search = Thread.ofPlatform().start(() -> guarded.statistics(IMAGE));
        computing.await();
        // When
        guarded.close();
        search.join();
        // Then
        assertThat(events).containsExactly("computed", "closed");
        assertThatThrownBy(() -> guarded.statistics(IMAGE)).isInstanceOf(TransientFailure.class);
    }

    @Test
    void endsTheSearchOfATaskThatWasGivenBack() {
        // Given
        Thread.currentThread().interrupt();
        // Then
        assertThatThrownBy(() -> guarded.slope(IMAGE, Aim.away(new StageStatistics(List.of())), new double[0], 0))
                .isInstanceOf(TransientFailure.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(events).isEmpty();
    }

    private final class SlowEncoder implements Encoder {
        @Override
        public List<Member> members() {
            return List.of(new Member(new Identity("slow", Sha256.of(new byte[0]), "fp32", 1), 1, 1, Objective.AWAY));
        }

        @Override
        public StageStatistics statistics(RgbImage image) {
            computing.countDown();
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            events.add("computed");
            return new StageStatistics(List.of());
        }

        @Override
        public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
            events.add("computed");
            return new Gradient(0, new float[3]);
        }

        @Override
        public void close() {
            events.add("closed");
        }
    }
}
