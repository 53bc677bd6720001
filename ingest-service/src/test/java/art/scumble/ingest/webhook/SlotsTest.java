package art.scumble.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final UUID HEALTHY = new UUID(0, 1);

    @Test
    void givesAnEndpointThatTakesMessagesSeveral() {
        // Given
        Slots slots = new Slots(10, 4);
        // Then
        assertThat(slots.shares(List.of(due(HEALTHY, true)))).isEqualTo(Map.of(HEALTHY, 4));
        // When
        slots.take(HEALTHY, true);
        slots.take(HEALTHY, true);
        slots.take(HEALTHY, true);
        // Then
        assertThat(slots.shares(List.of(due(HEALTHY, true)))).isEqualTo(Map.of(HEALTHY, 1));
        // When
        slots.free(HEALTHY);
        // Then
        assertThat(slots.shares(List.of(due(HEALTHY, true)))).isEqualTo(Map.of(HEALTHY, 2));
    }

    @Test
    void leavesHalfToThoseThatTakeMessagesHoweverManyDont() {
        // Given
        Slots slots = new Slots(10, 4);
        for (int i = 100; i < 105; i++) {
            UUID dead = new UUID(0, i);
            assertThat(slots.shares(List.of(due(dead, false)))).isEqualTo(Map.of(dead, 1));
            slots.take(dead, false);
        }
        UUID another = new UUID(0, 200);
        // Then
        assertThat(slots.shares(List.of(due(another, false), due(HEALTHY, true))))
                .isEqualTo(Map.of(HEALTHY, 4));
        // When
        slots.free(new UUID(0, 100));
        // Then
        assertThat(slots.shares(List.of(due(another, false)))).isEqualTo(Map.of(another, 1));
    }

    private static MessageQueue.Due due(UUID endpoint, boolean healthy) {
        return new MessageQueue.Due(endpoint, Duration.ZERO, healthy);
    }
}
