package art.scumble.worker.encoder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shape of a plain residual network: in each stage a convolution that halves the size, and blocks of two
 * convolutions whose sum with what they read is rectified. There is no normalisation: means and deviations are what the
 * search works on, and a normalisation would take a part of them away. Input RGB in [0, 1]; the graph takes it to
 * [-1, 1].
 *
 * @param widths channels of the stages, at 1/2, 1/4, 1/8 … of the image's size
 * @param blocks how many each stage has
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al., Deep residual learning for image recognition</a>
 */
public record ResidualArchitecture(List<Integer> widths, List<Integer> blocks) implements Architecture {
    private static final int FEWEST_STAGES = 2;

    public ResidualArchitecture {
        widths = List.copyOf(widths);
        blocks = List.copyOf(blocks);
        if (widths.size() < FEWEST_STAGES || widths.size() != blocks.size()) {
            throw new IllegalArgumentException(
                    "a residual network has two stages at least, each with a width and blocks");
        }
    }

    /** By what is there of stages and blocks, counted from 0. */
    static ResidualArchitecture of(Path file, Weights weights) throws BadWeights {
        List<Integer> widths = new ArrayList<>();
        List<Integer> blocks = new ArrayList<>();
        while (weights.has(halving(widths.size()) + ".weight")) {
            int stage = widths.size();
            List<Integer> shape = weights.shape(halving(stage) + ".weight");
            if (shape.size() != 4) {
                throw new BadWeights(file, "tensor " + halving(stage) + ".weight is no convolution");
            }
            int count = 0;
            while (weights.has(first(stage, count) + ".weight")) {
                count++;
            }
            widths.add(shape.getFirst());
            blocks.add(count);
        }
        if (widths.size() < FEWEST_STAGES) {
            throw new BadWeights(file, "it has a single stage, which is too few to search on");
        }
        return new ResidualArchitecture(widths, blocks);
    }

    /** Name of the convolution that a stage begins with. */
    public static String halving(int stage) {
        return "stage." + stage + ".halve";
    }

    /** Name of a block's first convolution. */
    public static String first(int stage, int block) {
        return "stage." + stage + ".block." + block + ".first";
    }

    /** Name of a block's second convolution. */
    public static String second(int stage, int block) {
        return "stage." + stage + ".block." + block + ".second";
    }

    @Override
    public String family() {
        return "residual network, " + widths.size() + " stages";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        int from = 3;
        for (int stage = 0; stage < widths.size(); stage++) {
            int width = widths.get(stage);
            TaeArchitecture.convolution(all, halving(stage), width, from, true);
            for (int block = 0; block < blocks.get(stage); block++) {
                TaeArchitecture.convolution(all, first(stage, block), width, width, true);
                TaeArchitecture.convolution(all, second(stage, block), width, width, true);
            }
            from = width;
        }
        return all;
    }

    @Override
    public List<String> layers() {
        return IntStream.rangeClosed(1, widths.size())
                .mapToObj(stage -> "stage-" + stage)
                .toList();
    }

    @Override
    public List<Integer> channels() {
        return widths;
    }
}
