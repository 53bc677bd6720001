package art.scumble.worker.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddedEncoderTest {
    private final Weighted inner = new Weighted();
    private final Encoder encoder = new PaddedEncoder(inner);
    private final StageStatistics none = new StageStatistics(List.of());

    @ParameterizedTest
    @CsvSource({"64,32,64,32", "65,33,96,64", "5,3,32,32", "1,40,32,64", "448,449,448,512"})
    void showsTheEncoderOnlySizesOfItsGrid(int width, int height, int seenWidth, int seenHeight) {
        // When
        encoder.slope(image(width, height), Aim.away(none), new double[0], 0);
        // Then
        assertThat(inner.seen.width()).isEqualTo(seenWidth);
        assertThat(inner.seen.height()).isEqualTo(seenHeight);
    }

    @Test
    void mirrorsAtTheEdges() {
        // When
        encoder.statistics(new RgbImage(3, 1, new float[] {1, 1, 1, 2, 2, 2, 3, 3, 3}));
        // Then
        assertThat(red(8)).containsExactly(1, 2, 3, 3, 2, 1, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({"33,40", "7,5", "32,64"})
    void givesTheSlopeByTheImageItself(int width, int height) {
        // Given
        RgbImage image = image(width, height);
        float[] slope = encoder.slope(image, Aim.away(none), new double[0], 0).byPixel();
        assertThat(slope).hasSameSizeAs(image.values());
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            int at = random.nextInt(slope.length);
            float[] moved = image.values().clone();
            moved[at] += 1;
            // When
            double rise = encoder.slope(new RgbImage(width, height, moved), Aim.away(none), new double[0], 0)
                            .value()
                    - encoder.slope(image, Aim.away(none), new double[0], 0).value();
            // Then the objective is linear
            assertThat(rise).isCloseTo(slope[at], within(1e-3));
        }
    }

    private float[] red(int count) {
        float[] red = new float[count];
        for (int i = 0; i < count; i++) {
            red[i] = inner.seen.values()[3 * i];
        }
        return red;
    }

    private static RgbImage image(int width, int height) {
        Random random = new Random(width);
        float[] values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new RgbImage(width, height, values);
    }

    /** Its objective is a sum of all values, each by a weight of its own. */
    private static final class Weighted implements Encoder {
        private RgbImage seen = new RgbImage(0, 0, new float[0]);

        @Override
        public List<Member> members() {
            return List.of();
        }

        @Override
        public StageStatistics statistics(RgbImage image) {
            seen = image;
            return new StageStatistics(List.of());
        }

        @Override
        public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
            seen = image;
            float[] weights = new float[image.values().length];
            Random random = new Random(1);
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = random.nextFloat();
                sum += (double) weights[i] * image.values()[i];
            }
            return new Gradient(sum, weights);
        }

        @Override
        public void close() {}
    }
}
