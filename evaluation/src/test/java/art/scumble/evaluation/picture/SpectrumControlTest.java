package art.scumble.evaluation.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.worker.cloaking.ColourDifference;
import art.scumble.worker.cloaking.Picture;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpectrumControlTest {
    private static final int SIDE = 64;

    private final Picture source = picture(0, 0);
    /** The same with vertical stripes. */
    private final Picture output = picture(12, 8);

    @Test
    void isAsVisibleAsThePerturbation() {
        // When
        Picture noise = SpectrumControl.of(source, output, 1);
        // Then
        double wanted = ColourDifference.between(source, output).mean();
        assertThat(ColourDifference.between(source, noise).mean()).isCloseTo(wanted, within(0.1 * wanted));
        assertThat(SpectrumControl.of(source, output, 1).rgb()).isEqualTo(noise.rgb());
        assertThat(SpectrumControl.of(source, output, 2).rgb()).isNotEqualTo(noise.rgb());
    }

    @Test
    void hasThePerturbationsSpectrum() {
        // When
        Picture noise = SpectrumControl.of(source, output, 1);
        // Then it still varies along rows and hardly along columns
        double across = 0;
        double down = 0;
        for (int y = 1; y < SIDE; y++) {
            for (int x = 1; x < SIDE; x++) {
                across += Math.abs(change(noise, x, y) - change(noise, x - 1, y));
                down += Math.abs(change(noise, x, y) - change(noise, x, y - 1));
            }
        }
        assertThat(down).isLessThan(0.3 * across);
    }

    private double change(Picture noise, int x, int y) {
        return noise.luma(y * SIDE + x) - source.luma(y * SIDE + x);
    }

    private static Picture picture(int height, int period) {
        Random random = new Random(4);
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int level = 100 + random.nextInt(40);
            int stripe = period == 0 ? 0 : (int) Math.round(height * Math.sin(2 * Math.PI * (i % SIDE) / period));
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = (byte) (level + stripe);
            }
        }
        return Picture.opaque(SIDE, SIDE, rgb);
    }
}
