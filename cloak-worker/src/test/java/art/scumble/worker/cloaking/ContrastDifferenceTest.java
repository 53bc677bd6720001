package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

class ContrastDifferenceTest {
    private static final int SIDE = 128;

    @Example
    void weighsWavesAsTheEyeDoes() {
        // Given
        Picture grey = Paintings.flat(SIDE, SIDE, 128);
        // When
        double eight = ContrastDifference.between(grey, striped(8));
        double thirtyTwo = ContrastDifference.between(grey, striped(32));
        // Then
        assertThat(eight).isGreaterThan(1.5 * thirtyTwo);
        assertThat(ContrastDifference.between(grey, grey)).isZero();
        assertThat(ContrastDifference.between(grey, striped(SIDE * 2))).isLessThan(0.2 * eight);
    }

    @Example
    void isThePublishedSensitivity() {
        assertThat(ContrastDifference.sensitivity(8)).isEqualTo(0.98, within(0.01));
        assertThat(ContrastDifference.sensitivity(1)).isEqualTo(0.316, within(0.005));
        assertThat(ContrastDifference.sensitivity(30)).isLessThan(0.3);
    }

    /** Upright stripes of four levels each way. */
    private static Picture striped(int wave) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (128 + (i / 3 % SIDE % wave < wave / 2 ? 4 : -4));
        }
        return Picture.opaque(SIDE, SIDE, rgb);
    }
}
