package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.RgbImage;
import java.util.ArrayList;
import java.util.List;

/**
 * What hides a change: texture of the same size and direction at the same place. A change may have of each band no more
 * than a share of what the picture has of it there, and nothing that is coarser than all bands. So a sky that is painted
 * in strokes gets strokes and no weave, whose lines cross them.
 *
 * @see <a href="https://doi.org/10.1364/JOSA.70.001458">Legge, Foley: Contrast masking in human vision</a>
 */
final class Masking {
    /** People see slanting lines less well than upright and level ones. */
    private static final double DIAGONAL_WEIGHT = 2;

    /** Near surroundings vary less than wide ones in the same texture. */
    private static final double NEAR_WEIGHT = 1.2;

    private final Bands bands;
    private final List<float[]> limits = new ArrayList<>();

    private Masking(Bands bands) {
        this.bands = bands;
    }

    /**
     * What a picture's luma hides.
     *
     * @param share of the root mean square of each band around each pixel
     */
    static Masking of(RgbImage image, double share) {
        Masking masking = new Masking(new Bands(image.width(), image.height()));
        List<float[]> own = masking.bands.of(luma(image));
        for (int band = 0; band < own.size(); band++) {
            boolean diagonal = band % Bands.DIRECTIONS == Bands.DIRECTIONS - 1;
            int step = 1 << band / Bands.DIRECTIONS;
            masking.limits.add(masking.limit(own.get(band), step, diagonal ? DIAGONAL_WEIGHT * share : share));
        }
        return masking;
    }

    private float[] limit(float[] band, int step, double share) {
        float[] squares = new float[band.length];
        for (int i = 0; i < band.length; i++) {
            squares[i] = band[i] * band[i];
        }
        float[] near = bands.smooth(squares, step);
        float[] wide = bands.smooth(near, 2 * step);
        float[] limit = new float[band.length];
        for (int i = 0; i < band.length; i++) {
            limit[i] = (float) (share * Math.sqrt(Math.min(NEAR_WEIGHT * NEAR_WEIGHT * near[i], wide[i])));
        }
        return limit;
    }

    static float[] luma(RgbImage image) {
        float[] luma = new float[image.width() * image.height()];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = 0.299f * image.values()[3 * i]
                    + 0.587f * image.values()[3 * i + 1]
                    + 0.114f * image.values()[3 * i + 2];
        }
        return luma;
    }

    /** As much of a change of luma as is hidden. */
    float[] hidden(float[] change) {
        float[] hidden = new float[change.length];
        List<float[]> parts = bands.of(change);
        for (int band = 0; band < parts.size(); band++) {
            float[] part = parts.get(band);
            float[] limit = limits.get(band);
            for (int i = 0; i < hidden.length; i++) {
                hidden[i] += Math.clamp(part[i], -limit[i], limit[i]);
            }
        }
        return hidden;
    }
}
