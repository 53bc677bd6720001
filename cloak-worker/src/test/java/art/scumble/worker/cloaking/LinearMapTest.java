package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.worker.encoder.RgbImage;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LinearMapTest {
    @Property(tries = 200)
    void keepsAConstantAndHasItsTransposeAsAdjoint(
            @ForAll @IntRange(min = 2, max = 70) int from,
            @ForAll @IntRange(min = 2, max = 70) int to,
            @ForAll long seed) {
        // Given
        LinearMap map = LinearMap.resize(from, to);
        float[] x = random(from, seed);
        float[] y = random(to, seed + 1);
        float[] ones = new float[from];
        Arrays.fill(ones, 1);
        // When
        float[] mapped = map.alongRows(x, 1, 1);
        float[] back = map.transposed().alongRows(y, 1, 1);
        // Then
        assertThat(dot(mapped, y)).isEqualTo(dot(x, back), within(1e-3));
        for (float one : map.alongRows(ones, 1, 1)) {
            assertThat(one).isEqualTo(1, within(1e-5f));
        }
    }

    @Property(tries = 100)
    void gradientsGoBackThroughADisturbanceToTheSizeTheyCameFrom(@ForAll long seed) {
        // Given
        Disturbance disturbance = Disturbance.draw(new SplittableRandom(seed), 90, 64);
        RgbImage image = new RgbImage(90, 64, new float[3 * 90 * 64]);
        // When
        RgbImage seen = disturbance.apply(image);
        RgbImage back = disturbance.back(seen);
        // Then
        assertThat(seen.width()).isBetween(48, 90);
        assertThat(back.width()).isEqualTo(90);
        assertThat(back.height()).isEqualTo(64);
    }

    private static float[] random(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
