package art.scumble.evaluation.picture;

import art.scumble.worker.cloaking.ColourDifference;
import art.scumble.worker.cloaking.Picture;
import java.util.Random;
import org.jtransforms.fft.FloatFFT_2D;

/** The second control: noise with the perturbation's own spectrum, as visible as the perturbation. */
public final class SpectrumControl {
    private static final int ROUNDS = 8;

    private SpectrumControl() {}

    /**
     * The source with noise whose spectrum is that of its difference from the output, scaled to the same mean ΔE2000.
     * The perturbation is one of luma, and so is the noise.
     */
    public static Picture of(Picture source, Picture output, long seed) {
        float[] noise = noise(source, output, seed);
        double wanted = ColourDifference.between(source, output).mean();
        double low = 0;
        double high = 4;
        Picture best = source;
        for (int round = 0; round < ROUNDS; round++) {
            double scale = (low + high) / 2;
            Picture tried = added(source, noise, scale);
            if (ColourDifference.between(source, tried).mean() <= wanted) {
                low = scale;
                best = tried;
            } else {
                high = scale;
            }
        }
        return best;
    }

    /** Levels of 255, by pixel: the perturbation with random phases. */
    private static float[] noise(Picture source, Picture output, long seed) {
        int width = source.width();
        int height = source.height();
        float[] perturbation = new float[2 * width * height];
        float[] phases = new float[2 * width * height];
        Random random = new Random(seed);
        for (int i = 0; i < width * height; i++) {
            perturbation[2 * i] = output.luma(i) - source.luma(i);
            phases[2 * i] = (float) random.nextGaussian();
        }
        FloatFFT_2D transform = new FloatFFT_2D(height, width);
        transform.complexForward(perturbation);
        // The transform of real noise has phases that belong to a real picture.
        transform.complexForward(phases);
        for (int i = 0; i < width * height; i++) {
            double size = Math.hypot(perturbation[2 * i], perturbation[2 * i + 1]);
            double phase = Math.max(1e-12, Math.hypot(phases[2 * i], phases[2 * i + 1]));
            perturbation[2 * i] = (float) (size * phases[2 * i] / phase);
            perturbation[2 * i + 1] = (float) (size * phases[2 * i + 1] / phase);
        }
        transform.complexInverse(perturbation, true);
        float[] noise = new float[width * height];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = perturbation[2 * i];
        }
        return noise;
    }

    private static Picture added(Picture source, float[] noise, double scale) {
        byte[] rgb = source.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.clamp(Math.round((rgb[i] & 0xFF) + scale * noise[i / 3]), 0, 255);
        }
        return Picture.opaque(source.width(), source.height(), rgb);
    }
}
