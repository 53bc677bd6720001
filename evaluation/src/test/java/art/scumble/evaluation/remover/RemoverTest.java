package art.scumble.evaluation.remover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.worker.encoder.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RemoverTest {
    private static final int WIDTH = 105;
    private static final int HEIGHT = 99;

    @Test
    void learnsToTakeOffAPatternFromPicturesThatItDoesNotKnow() {
        // Given
        List<Remover.Lesson> lessons = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            lessons.add(new Remover.Lesson(picture(seed), striped(picture(seed))));
        }
        RgbImage unknown = picture(9);
        try (Remover remover = Remover.taught(lessons, 40, 2)) {
            // When
            RgbImage left = remover.removed(striped(unknown));
            // Then
            assertThat(distance(left, unknown)).isLessThan(0.6 * distance(striped(unknown), unknown));
            assertThat(left.width()).isEqualTo(WIDTH);
            assertThat(left.height()).isEqualTo(HEIGHT);
            assertThat(remover.suspicion(striped(unknown))).isGreaterThan(2 * remover.suspicion(unknown));
        }
    }

    @Test
    void aFigureThatTellsNothingIsAGuess() {
        assertThat(Remover.auc(new double[] {1, 2, 3}, new double[] {4, 5})).isEqualTo(1);
        assertThat(Remover.auc(new double[] {1, 2}, new double[] {1, 2})).isEqualTo(0.5);
        assertThat(Remover.auc(new double[] {2, 3}, new double[] {1})).isZero();
        assertThat(Remover.auc(new double[] {1, 3}, new double[] {2})).isEqualTo(0.5, within(1e-9));
    }

    /** Soft blotches. */
    private static RgbImage picture(int seed) {
        Random random = new Random(seed);
        double a = 0.02 + 0.05 * random.nextDouble();
        double b = 0.02 + 0.05 * random.nextDouble();
        float[] values = new float[3 * WIDTH * HEIGHT];
        for (int i = 0; i < values.length; i++) {
            int x = i / 3 % WIDTH;
            int y = i / 3 / WIDTH;
            values[i] = (float) (0.5 + 0.2 * Math.sin(a * x + seed) + 0.2 * Math.cos(b * y + i % 3));
        }
        return new RgbImage(WIDTH, HEIGHT, values);
    }

    private static RgbImage striped(RgbImage image) {
        float[] values = image.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += (i / 3 % WIDTH / 3 % 2 == 0 ? 1 : -1) * 6 / 255f;
        }
        return new RgbImage(WIDTH, HEIGHT, values);
    }

    private static double distance(RgbImage a, RgbImage b) {
        double sum = 0;
        for (int i = 0; i < a.values().length; i++) {
            sum += Math.pow(a.values()[i] - b.values()[i], 2);
        }
        return Math.sqrt(sum);
    }
}
