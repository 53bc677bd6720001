package art.scumble.worker.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.Objective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderChoiceTest {
    @Test
    void readsNamesWeightsAndObjectives() {
        assertThat(EncoderChoice.all("towards:taef2=2, scumble-s,TOWARDS: other"))
                .containsExactly(
                        new EncoderChoice("taef2", 2, Objective.TOWARDS),
                        new EncoderChoice("scumble-s", 1, Objective.AWAY),
                        new EncoderChoice("other", 1, Objective.TOWARDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b=c", "=2", "towards:", "a,,b", "a=0", "a=-1", "a=NaN", "a=x"})
    void refusesWhatIsNoChoice(String words) {
        assertThatThrownBy(() -> EncoderChoice.all(words)).hasMessageContaining("towards:");
    }
}
