package art.scumble.worker.cloaking;

import java.util.List;

/**
 * What of a change of luma people can see, whatever hides it: the root mean square of its bands, each weighted by the
 * eye's sensitivity to contrast of that size, in levels of 255. A picture is taken as it is looked at: at most
 * {@value #LONGEST_SIDE} pixels on the longest side, {@value #PIXELS_A_DEGREE} of them to a degree.
 *
 * @see <a href="https://doi.org/10.1109/TIT.1974.1055250">Mannos, Sakrison: The effects of a visual fidelity criterion
 *     on the encoding of images</a>
 */
public final class ContrastDifference {
    private static final int LONGEST_SIDE = 1024;
    private static final double PIXELS_A_DEGREE = 40;

    /** Pixels to a wave in the middle of the smallest band; each next one's are twice as long. */
    private static final double SMALLEST_WAVE = 4;

    private ContrastDifference() {}

    /** Between two pictures of one size. */
    public static double between(Picture a, Picture b) {
        WorkingSize size = WorkingSize.of(a, LONGEST_SIDE);
        float[] change = Masking.luma(size.of(b));
        float[] before = Masking.luma(size.of(a));
        for (int i = 0; i < change.length; i++) {
            change[i] -= before[i];
        }
        List<float[]> bands = new Bands(size.width(), size.height()).of(change);
        double squares = 0;
        for (int band = 0; band < bands.size(); band++) {
            double weight = sensitivity(PIXELS_A_DEGREE / (SMALLEST_WAVE * (1 << band / Bands.DIRECTIONS)));
            for (float value : bands.get(band)) {
                squares += weight * value * weight * value;
            }
        }
        return 255 * Math.sqrt(squares / change.length);
    }

    /** At so many waves to a degree; about 1 where it is greatest. */
    static double sensitivity(double frequency) {
        double scaled = 0.114 * frequency;
        return 2.6 * (0.0192 + scaled) * Math.exp(-Math.pow(scaled, 1.1));
    }
}
