package art.scumble.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatternKeyTest {
    private final PatternKey key = new PatternKey(new byte[] {1, 2, 3});

    @Test
    void givesOneSeedForOneWork() {
        assertThat(key.seed(List.of("a", "b"))).isEqualTo(new PatternKey(new byte[] {1, 2, 3}).seed(List.of("a", "b")));
        assertThat(key.seed(List.of("a", "b"))).isNotEqualTo(key.seed(List.of("ab", "")));
        assertThat(key.seed(List.of("a", "b")))
                .isNotEqualTo(new PatternKey(new byte[] {1, 2, 4}).seed(List.of("a", "b")));
    }

    @Test
    void doesNotTellItself() {
        assertThat(key).hasToString("PatternKey");
    }
}
