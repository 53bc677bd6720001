package art.scumble.worker.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import art.scumble.contract.Objective;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.EnsembleEncoder;
import art.scumble.worker.encoder.RandomImages;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.task.GuardedEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodersTest {
    @TempDir
    private Path models;

    @BeforeEach
    void writeOne() throws IOException {
        RandomWeights.write(models.resolve("tiny_encoder.safetensors"), RandomWeights.TINY_TAE, 3);
    }

    @Test
    void saysWhichEncoderIsMissingAndWhere() {
        // Given
        ModelShelf shelf = new ModelShelf(models.resolve("nowhere"));
        // When
        // Then
        assertThatThrownBy(() -> Encoders.open(shelf, "taesd", 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("taesd")
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> Encoders.open(shelf, "taesd=much", 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("NAME=WEIGHT");
    }

    @Test
    void takesTheDirectorysEncoderAndChoosesAPrecisionByTrial() throws IOException {
        // Given
        // When
        try (Encoder chosen = Encoders.open(new ModelShelf(models), "", 1)) {
            // Then
            Encoder.Identity identity = chosen.members().getFirst().identity();
            assertThat(identity.precision()).isIn("fp32", "bf16-trunk");
            assertThat(identity.sha256())
                    .isEqualTo(Weights.read(models.resolve("tiny_encoder.safetensors"))
                            .sha256());
        }
    }

    @Test
    void searchesOnThoseBuiltInWhereTheDirectoryHasNone() throws IOException {
        // When
        try (Encoder builtIn = Encoders.open(new ModelShelf(models.resolve("nowhere")), " ", 1)) {
            // Then
            assertThat(builtIn.members())
                    .extracting(member -> member.identity().name())
                    .containsExactly("scumble-s", "scumble-r");
        }
    }

    @ParameterizedTest
    @CsvSource({"tiny, AWAY", "towards:tiny, TOWARDS"})
    void aSearchAsksEachMemberInItsTurnAndAsOftenAsItsWeightSays(String tinyAs, Objective objective)
            throws IOException {
        // Given
        RandomWeights.write(models.resolve("other_encoder.safetensors"), TaeArchitecture.uniform(6, 4, 0), 9);
        ModelShelf shelf = new ModelShelf(models);
        RgbImage at = RandomImages.of(40, 32, 1);
        try (Encoder tiny = Encoders.open(shelf, "tiny", 1);
                Encoder other = Encoders.open(shelf, "other", 1);
                Encoder both = new GuardedEncoder(Encoders.open(shelf, tinyAs + "=3,other", 1))) {
            StageStatistics own = both.statistics(RandomImages.of(40, 32, 2));
            double[] way = own.squaredDistance(both.statistics(RandomImages.of(40, 32, 3)));
            List<StageStatistics> owns = EnsembleEncoder.split(own, both.members());
            Aim aimOfTiny = objective == Objective.AWAY ? Aim.away(owns.get(0)) : Aim.towards(owns.get(0));
            Aim aim = Aim.joined(List.of(aimOfTiny, Aim.away(owns.get(1))));
            Encoder.Gradient ofTiny = tiny.slope(at, aimOfTiny, Arrays.copyOf(way, 4), 0);
            Encoder.Gradient ofOther = other.slope(at, Aim.away(owns.get(1)), Arrays.copyOfRange(way, 4, 8), 0);
            List<Encoder.Gradient> turns = List.of(ofTiny, ofTiny, ofOther, ofTiny, ofTiny, ofTiny, ofOther, ofTiny);
            for (int step = 0; step < turns.size(); step++) {
                // When
                Encoder.Gradient gradient = both.slope(at, aim, way, step);
                // Then
                assertThat(gradient.value()).isEqualTo(turns.get(step).value(), within(1e-6));
                assertThat(gradient.byPixel()).containsExactly(turns.get(step).byPixel(), within(1e-6f));
            }
            assertThat(ofTiny.value()).isNotCloseTo(ofOther.value(), within(1e-3));
            assertThat(both.members()).extracting(Encoder.Member::weight).containsExactly(0.75, 0.25);
            assertThat(both.members()).extracting(Encoder.Member::objective).containsExactly(objective, Objective.AWAY);
        }
    }
}
