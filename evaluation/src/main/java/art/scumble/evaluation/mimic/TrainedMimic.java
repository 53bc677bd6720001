package art.scumble.evaluation.mimic;

import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.tensorflow.Autoencoder;
import art.scumble.worker.tensorflow.Latents;
import art.scumble.worker.tensorflow.LearningNetwork.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A mimic that trains: latent diffusion in miniature (Rombach et al., 2022). A denoiser of an autoencoder's latents
 * learns from many artists' works, then goes on with the works of one, and paints contents by putting noise on them and
 * taking it away again (SDEdit).
 *
 * @see <a href="https://arxiv.org/abs/2108.01073">Meng et al., SDEdit: guided image synthesis and editing with
 *     stochastic differential equations</a>
 */
public final class TrainedMimic implements AutoCloseable {
    private static final List<Integer> WIDTHS = List.of(64, 128, 128);
    private static final int CROPS = 16;
    private static final int TUNING_CROPS = 8;
    private static final int SIDE = 32;
    private static final double RATE = 2e-3;
    private static final double LAST_RATE = 0.02;
    private static final double PAINTS_FROM = 6;
    private static final int PAINTING_STEPS = 25;
    private static final double GUIDANCE = 1;
    private static final int NOISES = 8;

    private final Autoencoder autoencoder;
    private final LatentUnits units;
    private final Denoiser base;
    private final Denoiser tuned;
    private final int tuningSteps;

    private TrainedMimic(Autoencoder autoencoder, LatentUnits units, Denoiser base, Denoiser tuned, int tuningSteps) {
        this.autoencoder = autoencoder;
        this.units = units;
        this.base = base;
        this.tuned = tuned;
        this.tuningSteps = tuningSteps;
        forget();
    }

    /**
     * One who knows what pictures are like, but not the artists whom it is to mimic.
     *
     * @param others works of none of those artists
     * @param steps of its training; it makes as many, of half as many pieces each, with an artist's works
     * @param threads for one computation, at least 1
     */
    public static TrainedMimic taught(Autoencoder autoencoder, List<RgbImage> others, int steps, int threads) {
        LatentUnits units =
                LatentUnits.of(others.stream().map(autoencoder::latents).toList());
        LatentCrops crops = new LatentCrops(autoencoder, units, others, SIDE);
        DenoiserPlan plan = new DenoiserPlan(units.mean().length, WIDTHS);
        Denoiser base = new Denoiser(plan, 1, threads);
        train(base, crops, CROPS, steps, 1);
        Denoiser tuned = new Denoiser(plan, 1, threads);
        return new TrainedMimic(autoencoder, units, base, tuned, steps);
    }

    /** The rate falls along a half cosine. */
    private static void train(Denoiser denoiser, LatentCrops crops, int count, int steps, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int step = 0; step < steps; step++) {
            double part = LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + Math.cos(Math.PI * step / steps));
            denoiser.learn(crops.drawn(count, random), random, RATE * part);
        }
    }

    /** Goes on from what it knows of pictures with these works. */
    public void learn(List<RgbImage> works, long seed) {
        forget();
        train(tuned, new LatentCrops(autoencoder, units, works, SIDE), TUNING_CROPS, tuningSteps, seed);
    }

    /** Knows no more than what pictures are like. */
    public void forget() {
        tuned.start(base.learnt());
    }

    /** The content as it would paint it now, with several noises, which are others for another seed. */
    public List<RgbImage> paint(RgbImage content, long seed) {
        Latents latents = units.of(autoencoder.latents(content));
        int each = latents.values().length;
        float[] noisy = new float[NOISES * each];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = (float) (latents.values()[i % each] + PAINTS_FROM * random.nextGaussian());
        }
        float[] painted = tuned.painted(
                        new Maps(NOISES, latents.height(), latents.width(), noisy),
                        NoiseLevels.descending(PAINTS_FROM, PAINTING_STEPS),
                        base,
                        GUIDANCE)
                .values();
        List<RgbImage> paintings = new ArrayList<>();
        for (int one = 0; one < NOISES; one++) {
            float[] values = new float[each];
            System.arraycopy(painted, one * each, values, 0, each);
            paintings.add(autoencoder.picture(units.back(new Latents(latents.height(), latents.width(), values))));
        }
        return paintings;
    }

    @Override
    public void close() {
        base.close();
        tuned.close();
    }
}
