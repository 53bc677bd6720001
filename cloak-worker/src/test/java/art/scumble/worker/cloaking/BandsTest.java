package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BandsTest {
    @Property(tries = 20)
    void addUpToThePlaneWithTheRest(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 1, max = 70) int height) {
        // Given
        Bands bands = new Bands(width, height);
        float[] plane = new float[width * height];
        Random random = new Random(seed);
        for (int i = 0; i < plane.length; i++) {
            plane[i] = random.nextFloat();
        }
        // When
        List<float[]> parts = bands.of(plane);
        // Then
        float[] rest = plane;
        for (int size = 0; size < Bands.SIZES; size++) {
            rest = bands.smooth(rest, 1 << size);
        }
        for (int i = 0; i < plane.length; i++) {
            double sum = rest[i];
            for (float[] part : parts) {
                sum += part[i];
            }
            assertThat(sum).isEqualTo(plane[i], within(1e-5));
        }
    }

    @Example
    void stripesBelongToTheirSizeAndDirection() {
        assertThat(strongest((x, y) -> x % 2)).isEqualTo(0);
        assertThat(strongest((x, y) -> x / 4 % 2)).isEqualTo(Bands.DIRECTIONS);
        assertThat(strongest((x, y) -> y / 4 % 2)).isEqualTo(Bands.DIRECTIONS + 1);
        assertThat(strongest((x, y) -> (x + y) % 2)).isEqualTo(2);
    }

    private static int strongest(IntBinaryOperator value) {
        int side = 64;
        float[] plane = new float[side * side];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = value.applyAsInt(i % side, i / side);
        }
        List<float[]> parts = new Bands(side, side).of(plane);
        int strongest = 0;
        for (int band = 1; band < parts.size(); band++) {
            strongest = energy(parts.get(band)) > energy(parts.get(strongest)) ? band : strongest;
        }
        return strongest;
    }

    private static double energy(float[] part) {
        double energy = 0;
        for (float value : part) {
            energy += value * value;
        }
        return energy;
    }
}
