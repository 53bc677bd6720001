package art.scumble.evaluation.remover;

import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StartingWeights;
import art.scumble.worker.tensorflow.Layers;
import art.scumble.worker.tensorflow.LearningNetwork;
import art.scumble.worker.tensorflow.LearningNetwork.Maps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A small network that learns to see what was added to pictures, so that it can be told and taken away again: the attack
 * that evaluations hold cloaks against (LightShed, USENIX Security 2025). Four sizes down and up again, with what was
 * seen on the way down beside what comes up (Ronneberger et al., U-Net, 2015).
 */
final class RemoverNetwork implements AutoCloseable {
    /** Sides of what it sees are multiples of this. */
    static final int GRID = 8;

    /**
     * Pieces of pictures, and what was added to each.
     *
     * @param side of a piece in pixels, a multiple of {@link #GRID}
     * @param images [count, side, side, 3] in [0, 1]
     * @param added [count, side, side], the change of luma in the images' units; zeros where nothing was
     */
    record Pieces(int count, int side, float[] images, float[] added) {}

    private static final float UNIT = 8 / 255f;

    private final LearningNetwork network;

    /**
     * Starts with weights by chance.
     *
     * @param seed the same one gives the same weights
     * @param threads for one computation, at least 1
     */
    RemoverNetwork(long seed, int threads) {
        Net plan = new Net();
        network = new LearningNetwork(
                plan, StartingWeights.random(plan.shapes(), name -> false, name -> false, seed), threads);
    }

    /** One step; gives the mean squared error before it, in units of eight levels of 255. */
    double learn(Pieces pieces, double learningRate) {
        float[] wanted = new float[pieces.added.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = pieces.added[i] / UNIT;
        }
        int side = pieces.side;
        return network.learn(
                List.of(new Maps(pieces.count, side, side, pieces.images)),
                new Maps(pieces.count, side, side, wanted),
                learningRate);
    }

    /** The change of luma that it sees in each pixel, in the image's units; both sides are multiples of {@link #GRID}. */
    float[] added(RgbImage image) {
        float[] change = network.answer(List.of(new Maps(1, image.height(), image.width(), image.values())));
        for (int i = 0; i < change.length; i++) {
            change[i] *= UNIT;
        }
        return change;
    }

    @Override
    public void close() {
        network.close();
    }

    private static final class Net implements LearningNetwork.Plan {
        private static final int[] WIDTHS = {16, 32, 64, 64};

        @Override
        public Map<String, List<Integer>> shapes() {
            Map<String, List<Integer>> shapes = new LinkedHashMap<>();
            convolution(shapes, "in", 3, WIDTHS[0]);
            for (int level = 1; level < WIDTHS.length; level++) {
                shapes.put("down" + level + ".weight", List.of(WIDTHS[level], WIDTHS[level - 1], 3, 3));
                convolution(shapes, "seen" + level, WIDTHS[level], WIDTHS[level]);
                convolution(shapes, "up" + level, WIDTHS[level], 4 * WIDTHS[level - 1]);
                convolution(shapes, "joined" + level, WIDTHS[level - 1], WIDTHS[level - 1]);
            }
            convolution(shapes, "out", WIDTHS[0], 1);
            return shapes;
        }

        private static void convolution(Map<String, List<Integer>> shapes, String name, int in, int out) {
            shapes.put(name + ".weight", List.of(out, in, 3, 3));
            shapes.put(name + ".bias", List.of(out));
        }

        @Override
        public boolean isOrthogonal(String kernel) {
            return !kernel.startsWith("in.") && !kernel.startsWith("out.");
        }

        @Override
        public List<Integer> inputs() {
            return List.of(3);
        }

        @Override
        public Operand<TFloat32> answer(Ops tf, Layers layers, List<? extends Operand<TFloat32>> inputs) {
            Operand<TFloat32> x =
                    tf.nn.relu(convolved(layers, tf.math.sub(inputs.getFirst(), tf.constant(0.5f)), "in"));
            List<Operand<TFloat32>> seen = new ArrayList<>(List.of(x));
            for (int level = 1; level < WIDTHS.length; level++) {
                x = tf.nn.relu(layers.halve(x, "down" + level + ".weight", 0, 1, TFloat32.class));
                x = tf.math.add(x, tf.nn.relu(convolved(layers, x, "seen" + level)));
                seen.add(x);
            }
            for (int level = WIDTHS.length - 1; level > 0; level--) {
                Operand<TFloat32> larger = tf.nn.depthToSpace(tf.nn.relu(convolved(layers, x, "up" + level)), 2L);
                x = tf.math.add(larger, seen.get(level - 1));
                x = tf.math.add(x, tf.nn.relu(convolved(layers, x, "joined" + level)));
            }
            return convolved(layers, x, "out");
        }

        private static Operand<TFloat32> convolved(Layers layers, Operand<TFloat32> x, String name) {
            return layers.convolution(x, name, TFloat32.class);
        }
    }
}
