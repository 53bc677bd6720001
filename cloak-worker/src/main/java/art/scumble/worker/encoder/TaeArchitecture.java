package art.scumble.worker.encoder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The shape of a TAESD-family encoder: a convolution and a block at full size, three times a halving and three blocks,
 * a convolution to the latents. Input RGB in [0, 1].
 *
 * @param widths channels of the trunk at 1/1, 1/2, 1/4 and 1/8 of the image's size; the published ones have 64 everywhere
 * @param latents channels of the latents
 * @param poolWidth channels of the group-normalised branch of the last three blocks (TAEF2), or 0 for none
 * @see <a href="https://github.com/madebyollin/taesd">TAESD</a>
 */
public record TaeArchitecture(List<Integer> widths, int latents, int poolWidth) implements Architecture {
    /** Stages whose statistics the search works on, without the latents. */
    public static final int STAGES = 3;

    /** Groups of the branch's normalisation. */
    public static final int POOL_GROUPS = 4;

    /** The first part of the back, after the last halving but one: from there on narrower students are as wide. */
    public static final int BACK = 7;

    /** The last part, the convolution to the latents. Parts are numbered as in the published names of their tensors. */
    public static final int LATENTS = 14;

    /** Parts that end a stage, and the latents. */
    public static final List<Integer> LAYERS = List.of(5, 9, 13, LATENTS);

    private static final Set<Integer> HALVINGS = Set.of(2, 6, 10);

    public TaeArchitecture {
        widths = List.copyOf(widths);
    }

    /** One width everywhere. */
    public static TaeArchitecture uniform(int width, int latents, int poolWidth) {
        return new TaeArchitecture(List.of(width, width, width, width), latents, poolWidth);
    }

    /** Whether a part halves the size. */
    public static boolean isHalving(int part) {
        return HALVINGS.contains(part);
    }

    /** Channels that a part gives. */
    public int width(int part) {
        if (part == LATENTS) {
            return latents;
        }
        return widths.get(
                (int) HALVINGS.stream().filter(halving -> halving <= part).count());
    }

    /** Whether the parts of the back have the same shapes. */
    public boolean hasBackLike(TaeArchitecture other) {
        return widths.get(2).equals(other.widths.get(2))
                && widths.get(3).equals(other.widths.get(3))
                && latents == other.latents
                && poolWidth == other.poolWidth;
    }

    /** By the widths of the convolutions. */
    static TaeArchitecture of(Path file, Weights weights) throws BadWeights {
        List<Integer> widths = new ArrayList<>();
        for (String name : List.of("0.weight", "2.weight", "6.weight", "10.weight")) {
            if (!weights.has(name)) {
                throw new BadWeights(file, "tensor " + name + " is missing");
            }
            widths.add(weights.shape(name).getFirst());
        }
        int latents = weights.shape(LATENTS + ".weight").getFirst();
        int pool = weights.has("11.pool.0.weight")
                ? weights.shape("11.pool.0.weight").getFirst()
                : 0;
        if (pool % POOL_GROUPS != 0) {
            throw new BadWeights(file, "its normalised branch does not fall into " + POOL_GROUPS + " groups");
        }
        return new TaeArchitecture(widths, latents, pool);
    }

    @Override
    public String family() {
        return "TAE encoder, " + latents + " latent channels";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        convolution(all, "0", widths.getFirst(), 3, true);
        block(all, 1, widths.getFirst(), 0);
        for (int stage = 0; stage < STAGES; stage++) {
            int halving = 2 + 4 * stage;
            int width = widths.get(stage + 1);
            convolution(all, Integer.toString(halving), width, widths.get(stage), false);
            for (int block = 1; block <= 3; block++) {
                block(all, halving + block, width, stage == STAGES - 1 ? poolWidth : 0);
            }
        }
        convolution(all, Integer.toString(LATENTS), latents, widths.getLast(), true);
        return all;
    }

    static void block(List<Parameter> all, int index, int width, int pool) {
        for (String part : List.of(".conv.0", ".conv.2", ".conv.4")) {
            convolution(all, index + part, width, width, true);
        }
        if (pool > 0) {
            all.add(new Parameter(index + ".pool.0.weight", List.of(pool, width, 1, 1)));
            all.add(new Parameter(index + ".pool.1.weight", List.of(pool)));
            all.add(new Parameter(index + ".pool.1.bias", List.of(pool)));
            all.add(new Parameter(index + ".pool.3.weight", List.of(width, pool, 1, 1)));
        }
    }

    static void convolution(List<Parameter> all, String name, int out, int in, boolean bias) {
        all.add(new Parameter(name + ".weight", List.of(out, in, 3, 3)));
        if (bias) {
            all.add(new Parameter(name + ".bias", List.of(out)));
        }
    }

    @Override
    public List<String> layers() {
        return List.of("stage-1", "stage-2", "stage-3", "latents");
    }

    @Override
    public List<Integer> channels() {
        return List.of(widths.get(1), widths.get(2), widths.get(3), latents);
    }
}
