package art.scumble.worker.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.worker.encoder.ResidualArchitecture;
import art.scumble.worker.tensorflow.ContrastTrainer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttackTest {
    private static final int PICTURES = 4;
    private static final int SIDE = 24;
    private static final int HALF = PICTURES * 3 * SIDE * SIDE;

    private final ContrastTrainer trainer =
            new ContrastTrainer(new ResidualArchitecture(List.of(6, 8), List.of(1, 1)), 0.2, false, 1);

    private final ContrastTrainer.Views views = views();

    private static ContrastTrainer.Views views() {
        Random random = new Random(2);
        float[] images = new float[2 * HALF];
        for (int i = 0; i < images.length; i++) {
            images[i] = 0.2f + 0.6f * random.nextFloat();
        }
        return new ContrastTrainer.Views(PICTURES, SIDE, images);
    }

    @BeforeEach
    void start() {
        trainer.start(1);
    }

    @AfterEach
    void close() {
        trainer.close();
    }

    @Test
    void makesPartnersHarderToFind() {
        // When
        double before = loss(views);
        double after = loss(Attack.on(views, trainer, new Random(1)));
        // Then
        assertThat(after).isGreaterThan(before + 0.05);
    }

    @Test
    void changesTheLumaOfFirstViewsByAFewLevels() {
        // When
        float[] attacked = Attack.on(views, trainer, new Random(1)).images();
        // Then
        double largest = 0;
        for (int i = 0; i < HALF; i += 3) {
            double change = attacked[i] - views.images()[i];
            largest = Math.max(largest, Math.abs(change));
            assertThat((double) attacked[i + 1] - views.images()[i + 1]).isEqualTo(change, within(1e-6));
            assertThat((double) attacked[i + 2] - views.images()[i + 2]).isEqualTo(change, within(1e-6));
        }
        assertThat(largest).isBetween(1.0 / 255, 8.01 / 255);
        for (int i = HALF; i < 2 * HALF; i++) {
            assertThat(attacked[i]).isEqualTo(views.images()[i]);
        }
    }

    @Test
    void theSlopeIsThatOfTheLoss() {
        // Given
        float[] slope = trainer.slope(views);
        float[] ahead = views.images().clone();
        float[] behind = views.images().clone();
        double expected = 0;
        // When
        for (int i = 0; i < slope.length; i++) {
            float step = 2e-3f * Math.signum(slope[i]);
            ahead[i] += step;
            behind[i] -= step;
            expected += slope[i] * ((double) ahead[i] - behind[i]);
        }
        double rise = loss(new ContrastTrainer.Views(PICTURES, SIDE, ahead))
                - loss(new ContrastTrainer.Views(PICTURES, SIDE, behind));
        // Then
        assertThat(rise).isEqualTo(expected, within(0.05 * expected));
    }

    /** A step of no length. */
    private double loss(ContrastTrainer.Views of) {
        return trainer.learn(of, 0).loss();
    }
}
