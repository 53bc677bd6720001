package art.scumble.worker.encoder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of the encoder of an AutoencoderKL, by the names that the diffusers library publishes: a convolution, as
 * many stages of residual blocks as there are widths with a halving after each but the last, a middle with attention,
 * a convolution to mean and log variance of the latents. Input RGB in [0, 1], which the graph maps to [−1, 1].
 *
 * @param widths channels of the stages; Stable Diffusion and FLUX.1 have 128, 256, 512, 512
 * @param blocks residual blocks of a stage; 2 there
 * @param latents channels of the latents: 4 for SD 1, SD 2 and SDXL, 16 for SD 3 and FLUX.1
 * @param quantConvolution whether a 1 × 1 convolution follows (SD 1, SD 2, SDXL)
 * @param attention names of query, key, value and output in the middle's attention, which diffusers has renamed
 * @see <a href="https://arxiv.org/abs/2112.10752">Rombach et al., High-resolution image synthesis with latent diffusion
 *     models</a>
 */
public record KlArchitecture(
        List<Integer> widths, int blocks, int latents, boolean quantConvolution, List<String> attention)
        implements Architecture {
    /** Groups of every normalisation. */
    public static final int GROUPS = 32;

    /** Names of the attention's parts today. */
    public static final List<String> ATTENTION = List.of("to_q", "to_k", "to_v", "to_out.0");

    private static final List<String> OLD_ATTENTION = List.of("query", "key", "value", "proj_attn");
    private static final String MIDDLE = "encoder.mid_block.attentions.0.";

    public KlArchitecture {
        widths = List.copyOf(widths);
        attention = List.copyOf(attention);
    }

    /** By the number of stages and blocks that there are tensors for. */
    static KlArchitecture of(Path file, Weights weights) throws BadWeights {
        List<Integer> widths = new ArrayList<>();
        while (weights.has(resnet(widths.size(), 0) + ".conv1.weight")) {
            widths.add(weights.shape(resnet(widths.size(), 0) + ".conv1.weight").getFirst());
        }
        int blocks = 0;
        while (weights.has(resnet(0, blocks) + ".conv1.weight")) {
            blocks++;
        }
        if (widths.isEmpty() || !weights.has("encoder.conv_out.weight")) {
            throw new BadWeights(file, "it has no encoder's stages or no encoder.conv_out.weight");
        }
        int moments = weights.shape("encoder.conv_out.weight").getFirst();
        List<String> attention = weights.has(MIDDLE + "query.weight") ? OLD_ATTENTION : ATTENTION;
        for (int width : widths) {
            if (width % GROUPS != 0) {
                throw new BadWeights(file, "its stages' channels do not fall into " + GROUPS + " groups");
            }
        }
        return new KlArchitecture(widths, blocks, moments / 2, weights.has("quant_conv.weight"), attention);
    }

    /** Name of a stage's residual block. */
    public static String resnet(int stage, int block) {
        return "encoder.down_blocks." + stage + ".resnets." + block;
    }

    /** Name of the convolution that halves a stage. */
    public static String halving(int stage) {
        return "encoder.down_blocks." + stage + ".downsamplers.0.conv";
    }

    @Override
    public String family() {
        return "AutoencoderKL encoder, " + latents + " latent channels";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        convolution(all, "encoder.conv_in", widths.getFirst(), 3, 3);
        int width = widths.getFirst();
        for (int stage = 0; stage < widths.size(); stage++) {
            for (int block = 0; block < blocks; block++) {
                residual(all, resnet(stage, block), width, widths.get(stage));
                width = widths.get(stage);
            }
            if (stage < widths.size() - 1) {
                convolution(all, halving(stage), width, width, 3);
            }
        }
        residual(all, "encoder.mid_block.resnets.0", width, width);
        vectors(all, MIDDLE + "group_norm", width);
        for (String part : attention) {
            all.add(new Parameter(MIDDLE + part + ".weight", List.of(width, width)));
            all.add(new Parameter(MIDDLE + part + ".bias", List.of(width)));
        }
        residual(all, "encoder.mid_block.resnets.1", width, width);
        vectors(all, "encoder.conv_norm_out", width);
        convolution(all, "encoder.conv_out", 2 * latents, width, 3);
        if (quantConvolution) {
            convolution(all, "quant_conv", 2 * latents, 2 * latents, 1);
        }
        return all;
    }

    private static void residual(List<Parameter> all, String name, int in, int out) {
        vectors(all, name + ".norm1", in);
        convolution(all, name + ".conv1", out, in, 3);
        vectors(all, name + ".norm2", out);
        convolution(all, name + ".conv2", out, out, 3);
        if (in != out) {
            convolution(all, name + ".conv_shortcut", out, in, 1);
        }
    }

    private static void vectors(List<Parameter> all, String name, int channels) {
        all.add(new Parameter(name + ".weight", List.of(channels)));
        all.add(new Parameter(name + ".bias", List.of(channels)));
    }

    private static void convolution(List<Parameter> all, String name, int out, int in, int size) {
        all.add(new Parameter(name + ".weight", List.of(out, in, size, size)));
        all.add(new Parameter(name + ".bias", List.of(out)));
    }

    @Override
    public List<String> layers() {
        List<String> layers = new ArrayList<>();
        for (int stage = 1; stage <= widths.size(); stage++) {
            layers.add("stage-" + stage);
        }
        layers.add("latents");
        return layers;
    }

    @Override
    public List<Integer> channels() {
        List<Integer> channels = new ArrayList<>(widths);
        channels.add(latents);
        return channels;
    }
}
