package art.scumble.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreRoomTest {
    /** Stands still until it is moved. */
    private static final class Hand extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final Hand clock = new Hand();
    private final StoreRoom room = new StoreRoom(clock);

    @Test
    void isFullUntilAsMuchFindsRoomAsFoundNone() {
        // Given
        room.lacked(1000);
        room.lacked(5000);
        // When
        room.had(10);
        // Then
        assertThat(room.lack()).hasValueSatisfying(reason -> assertThat(reason).contains("1000 bytes"));
        // When
        room.had(1000);
        // Then
        assertThat(room.lack()).isEmpty();
    }

    @Test
    void forgetsAfterAWhileInWhichNobodyTried() {
        // Given
        room.lacked(1000);
        // When
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        // Then
        assertThat(room.lack()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "507, '', STORE_FULL",
        "500, XMinioStorageFull, STORE_FULL",
        "403, <Error><Code>QuotaExceeded</Code></Error>, STORE_FULL",
        "403, <Error><Code>AccessDenied</Code></Error>, STORE_UNAVAILABLE",
        "500, <Error><Code>InternalError</Code></Error>, STORE_UNAVAILABLE"
    })
    void knowsAFullStoreByItsAnswer(int status, String words, FailureCode code) {
        assertThat(StoreRefusal.of(status, words)).isEqualTo(code);
    }
}
