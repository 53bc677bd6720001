package art.scumble.worker.encoder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of CLIP's vision transformer, by the names that the transformers library publishes: patches, a class token,
 * positions, and blocks of attention and a two-layer perceptron. Input RGB in [0, 1]; the graph scales the shorter side
 * to 224 pixels, cuts the middle out and normalises. This is what zero-shot style adapters read.
 *
 * @param width of a token
 * @param patch side of a patch in pixels
 * @param depth number of blocks
 * @param inner width of the perceptrons' middle
 * @param heads of each attention
 * @param quick whether the perceptrons' function is x · sigmoid(1.702 x), as OpenAI's models have it, or GELU
 * @see <a href="https://arxiv.org/abs/2103.00020">Radford et al., Learning transferable visual models from natural
 *     language supervision</a>
 */
public record ClipArchitecture(int width, int patch, int depth, int inner, int heads, boolean quick)
        implements Architecture {
    /** Side in pixels of what the transformer sees. */
    public static final int SIDE = 224;

    private static final String EMBEDDINGS = "vision_model.embeddings.";
    private static final int HEAD_WIDTH = 64;
    private static final int HUGE_WIDTH = 1280;
    private static final int HUGE_HEADS = 16;

    /** Widths of heads are not in the file: 64, and 80 for ViT-H, which alone is 1,280 wide and has GELU. */
    static ClipArchitecture of(Path file, Weights weights) throws BadWeights {
        List<Integer> patches = weights.shape(EMBEDDINGS + "patch_embedding.weight");
        int depth = 0;
        while (weights.has(block(depth) + ".mlp.fc1.weight")) {
            depth++;
        }
        if (depth == 0 || patches.size() != 4 || patches.get(2) == 0 || SIDE % patches.get(2) != 0) {
            throw new BadWeights(file, "it has no vision transformer's blocks or patches for 224 pixels");
        }
        int width = patches.getFirst();
        int inner = weights.shape(block(0) + ".mlp.fc1.weight").getFirst();
        boolean huge = width == HUGE_WIDTH;
        int heads = huge ? HUGE_HEADS : Math.max(1, width / HEAD_WIDTH);
        if (width % heads != 0) {
            throw new BadWeights(file, "its tokens' width " + width + " does not fall into heads");
        }
        return new ClipArchitecture(width, patches.get(2), depth, inner, heads, !huge);
    }

    /** Name of a block. */
    public static String block(int index) {
        return "vision_model.encoder.layers." + index;
    }

    /** Patches and the class token. */
    public int tokens() {
        return (SIDE / patch) * (SIDE / patch) + 1;
    }

    /** After which blocks a layer is taken, counted from 1: at every quarter. */
    public List<Integer> quarters() {
        List<Integer> quarters = new ArrayList<>();
        for (int quarter = 1; quarter <= 4; quarter++) {
            int block = (depth * quarter + 3) / 4;
            if (!quarters.contains(block)) {
                quarters.add(block);
            }
        }
        return quarters;
    }

    @Override
    public String family() {
        return "CLIP vision transformer, patches of " + patch + ", width " + width;
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        all.add(new Parameter(EMBEDDINGS + "class_embedding", List.of(width)));
        all.add(new Parameter(EMBEDDINGS + "patch_embedding.weight", List.of(width, 3, patch, patch)));
        all.add(new Parameter(EMBEDDINGS + "position_embedding.weight", List.of(tokens(), width)));
        vectors(all, "vision_model.pre_layrnorm");
        for (int index = 0; index < depth; index++) {
            String name = block(index);
            vectors(all, name + ".layer_norm1");
            for (String part : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
                linear(all, name + ".self_attn." + part, width, width);
            }
            vectors(all, name + ".layer_norm2");
            linear(all, name + ".mlp.fc1", inner, width);
            linear(all, name + ".mlp.fc2", width, inner);
        }
        return all;
    }

    private void vectors(List<Parameter> all, String name) {
        all.add(new Parameter(name + ".weight", List.of(width)));
        all.add(new Parameter(name + ".bias", List.of(width)));
    }

    private static void linear(List<Parameter> all, String name, int out, int in) {
        all.add(new Parameter(name + ".weight", List.of(out, in)));
        all.add(new Parameter(name + ".bias", List.of(out)));
    }

    @Override
    public List<String> layers() {
        return quarters().stream().map(block -> "block-" + block).toList();
    }

    @Override
    public List<Integer> channels() {
        return quarters().stream().map(block -> width).toList();
    }
}
