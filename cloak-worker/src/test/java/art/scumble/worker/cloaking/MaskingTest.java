package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.worker.encoder.RgbImage;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.Example;

class MaskingTest {
    private static final int SIDE = 64;

    /** Stripes that run up and down, as {@code strength} makes them by column, around mid-grey. */
    private static float[] upright(IntToDoubleFunction strength) {
        float[] plane = new float[SIDE * SIDE];
        for (int i = 0; i < plane.length; i++) {
            int x = i % SIDE;
            plane[i] = (float) (strength.applyAsDouble(x) * (x / 4 % 2 == 0 ? 1 : -1));
        }
        return plane;
    }

    private static float[] turned(float[] plane) {
        float[] turned = new float[plane.length];
        for (int i = 0; i < plane.length; i++) {
            turned[i] = plane[i % SIDE * SIDE + i / SIDE];
        }
        return turned;
    }

    private static RgbImage grey(float[] plane) {
        float[] values = new float[3 * plane.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.5f + plane[i / 3];
        }
        return new RgbImage(SIDE, SIDE, values);
    }

    private static double strength(float[] plane) {
        double sum = 0;
        for (float value : plane) {
            sum += value * value;
        }
        return Math.sqrt(sum / plane.length);
    }

    @Example
    void hidesStripesAmongTheLikeAndNotAcrossThem() {
        // Given
        float[] stripes = upright(x -> 0.1);
        Masking masking = Masking.of(grey(stripes), 0.5);
        // When
        double along = strength(masking.hidden(upright(x -> 0.04)));
        double across = strength(masking.hidden(turned(upright(x -> 0.04))));
        // Then
        assertThat(along).isGreaterThan(0.03);
        assertThat(across).isLessThan(0.002);
    }

    @Example
    void leavesAFlatPlaceBesideTexture() {
        // Given
        Masking masking = Masking.of(grey(upright(x -> x < 32 ? 0.1 : 0)), 1);
        // When
        float[] hidden = masking.hidden(upright(x -> 0.1));
        // Then
        for (int i = 0; i < hidden.length; i++) {
            if (i % SIDE >= 60) {
                assertThat((double) hidden[i]).isEqualTo(0, within(0.005));
            }
        }
    }

    @Example
    void hidesNoChangeOfTheWhole() {
        // Given
        float[] lighter = new float[SIDE * SIDE];
        Arrays.fill(lighter, 0.1f);
        // When
        float[] hidden = Masking.of(grey(upright(x -> 0.2)), 2).hidden(lighter);
        // Then
        assertThat(strength(hidden)).isLessThan(1e-4);
    }

    @Example
    void allowsNoMoreThanTheShare() {
        // Given
        Masking little = Masking.of(grey(upright(x -> 0.1)), 0.2);
        Masking more = Masking.of(grey(upright(x -> 0.1)), 0.4);
        float[] loud = upright(x -> 0.5);
        // When
        double ratio = strength(more.hidden(loud)) / strength(little.hidden(loud));
        // Then
        assertThat(ratio).isEqualTo(2, within(0.02));
        assertThat(strength(little.hidden(loud))).isLessThan(0.2 * 0.1 * 1.5);
    }
}
