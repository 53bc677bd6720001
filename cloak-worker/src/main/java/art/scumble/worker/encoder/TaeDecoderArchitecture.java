package art.scumble.worker.encoder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a TAESD-family decoder: a soft clamp, a convolution, three times three blocks with a doubling and a
 * convolution after them, a block, and a convolution to RGB in [0, 1].
 *
 * @param width channels of the trunk
 * @param latents channels of the latents
 * @param poolWidth channels of the group-normalised branch of the first three blocks (TAEF2), or 0 for none
 * @see <a href="https://github.com/madebyollin/taesd">TAESD</a>
 */
public record TaeDecoderArchitecture(int width, int latents, int poolWidth) {
    /**
     * The architecture of these weights.
     *
     * @throws BadWeights if they are of no decoder of this family
     */
    public static TaeDecoderArchitecture of(Path file, Weights weights) throws BadWeights {
        if (!weights.has("1.weight") || !weights.has("19.weight")) {
            throw new BadWeights(
                    file, "it is no decoder of the TAE family (tensors 1.weight and 19.weight are missing)");
        }
        List<Integer> first = weights.shape("1.weight");
        int pool = weights.has("3.pool.0.weight")
                ? weights.shape("3.pool.0.weight").getFirst()
                : 0;
        TaeDecoderArchitecture architecture = new TaeDecoderArchitecture(first.get(0), first.get(1), pool);
        Architecture.requireAll(file, weights, architecture.parameters());
        return architecture;
    }

    /** All tensors, in the order of computation. */
    public List<Architecture.Parameter> parameters() {
        List<Architecture.Parameter> all = new ArrayList<>();
        TaeArchitecture.convolution(all, "1", width, latents, true);
        for (int stage = 0; stage < TaeArchitecture.STAGES; stage++) {
            int before = 2 + 5 * stage;
            for (int block = 1; block <= 3; block++) {
                TaeArchitecture.block(all, before + block, width, stage == 0 ? poolWidth : 0);
            }
            TaeArchitecture.convolution(all, Integer.toString(before + 5), width, width, false);
        }
        TaeArchitecture.block(all, 18, width, 0);
        TaeArchitecture.convolution(all, "19", 3, width, true);
        return all;
    }
}
