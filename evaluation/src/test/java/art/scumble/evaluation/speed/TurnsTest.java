package art.scumble.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void takesTurnsAfterAWarmUp() {
        // Given
        List<String> done = new ArrayList<>();
        List<Turns.Piece> pieces =
                List.of(new Turns.Piece("a", 1, () -> done.add("a")), new Turns.Piece("b", 1, () -> done.add("b")));
        // When
        List<Turns.Time> times = Turns.of(pieces, 1);
        // Then
        assertThat(done).containsExactly("a", "b", "a", "b", "a", "b");
        assertThat(times).extracting(time -> time.piece().name()).containsExactly("a", "b");
    }

    @Test
    void givesRatesByTheWall() {
        Turns.Piece piece = new Turns.Piece("a", 3_000_000_000L, () -> {});
        assertThat(new Turns.Time(piece, new Spent(4, 2)).gigaflops()).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void takesTheMedianOfEachByItself() {
        List<Spent> all = List.of(new Spent(1, 9), new Spent(2, 3), new Spent(9, 1), new Spent(4, 5));
        assertThat(Spent.median(all)).isEqualTo(new Spent(3, 4));
    }
}
