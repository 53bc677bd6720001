package art.scumble.ingest.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeltTest {
    private static final int LEAST = 4;
    private static final int MOST = 100;

    @Test
    void letsAFleetBegin() {
        assertThat(Belt.wanted(LEAST, MOST, 0, 0)).isEqualTo(4);
    }

    @Test
    void holdsOneForEachWorkerWhereWorksTakeLong() {
        assertThat(Belt.wanted(LEAST, MOST, 30, 0.4)).isEqualTo(30);
    }

    @Test
    void holdsWhatIsEndedInTheSpanWhereWorksAreShort() {
        assertThat(Belt.wanted(LEAST, MOST, 3, 60.2)).isEqualTo(63);
    }

    @Test
    void isBounded() {
        assertThat(Belt.wanted(LEAST, MOST, 70, 1e9)).isEqualTo(100);
    }
}
