package art.scumble.evaluation.mimic;

import art.scumble.worker.tensorflow.Layers;
import art.scumble.worker.tensorflow.LearningNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A denoiser's network: some sizes down and up again, with what was seen on the way down added to what comes up
 * (Ronneberger et al., U-Net, 2015), and blocks that the level of the noise scales and shifts (Dhariwal and Nichol,
 * 2021).
 *
 * @param channels of what it sees and gives
 * @param widths of its sizes, multiples of {@value #GROUPS}
 */
record DenoiserPlan(int channels, List<Integer> widths) implements LearningNetwork.Plan {
    /** Values that say how much noise there is. */
    static final int LEVEL_FEATURES = 16;

    private static final int LEVEL_WIDTH = 64;
    private static final int GROUPS = 8;
    private static final float EPSILON = 1e-5f;

    DenoiserPlan {
        widths = List.copyOf(widths);
    }

    /** The level of noise as sines and cosines of its logarithm. */
    static float[] features(double level) {
        float[] features = new float[LEVEL_FEATURES];
        for (int i = 0; i < LEVEL_FEATURES; i += 2) {
            double angle = Math.PI / 16 * Math.pow(2, i / 2.0) * Math.log(level);
            features[i] = (float) Math.sin(angle);
            features[i + 1] = (float) Math.cos(angle);
        }
        return features;
    }

    /** What its sides are multiples of. */
    int grid() {
        return 1 << (widths.size() - 1);
    }

    @Override
    public List<Integer> inputs() {
        return List.of(channels, LEVEL_FEATURES);
    }

    @Override
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        convolution(shapes, "level", LEVEL_FEATURES, LEVEL_WIDTH, 1);
        convolution(shapes, "in", channels, widths.getFirst(), 3);
        int last = widths.size() - 1;
        for (int size = 0; size <= last; size++) {
            block(shapes, "fall" + size, widths.get(size));
            block(shapes, "rise" + size, widths.get(size));
            if (size < last) {
                shapes.put("down" + size + ".weight", List.of(widths.get(size + 1), widths.get(size), 3, 3));
                convolution(shapes, "up" + size, widths.get(size + 1), 4 * widths.get(size), 1);
            }
        }
        norm(shapes, "end", widths.getFirst());
        convolution(shapes, "out", widths.getFirst(), channels, 3);
        return shapes;
    }

    private static void block(Map<String, List<Integer>> shapes, String name, int width) {
        norm(shapes, name + ".before", width);
        convolution(shapes, name + ".first", width, width, 3);
        norm(shapes, name + ".between", width);
        convolution(shapes, name + ".scale", LEVEL_WIDTH, width, 1);
        convolution(shapes, name + ".shift", LEVEL_WIDTH, width, 1);
        convolution(shapes, name + ".second", width, width, 3);
    }

    private static void norm(Map<String, List<Integer>> shapes, String name, int width) {
        shapes.put(name + ".norm.weight", List.of(width));
        shapes.put(name + ".norm.bias", List.of(width));
    }

    private static void convolution(Map<String, List<Integer>> shapes, String name, int in, int out, int side) {
        shapes.put(name + ".weight", List.of(out, in, side, side));
        shapes.put(name + ".bias", List.of(out));
    }

    /** Whether a kernel starts small, so that blocks start near nothing. */
    static boolean isLast(String name) {
        return name.startsWith("out.") || name.contains(".second.") || isOfLevel(name);
    }

    /** Whether a vector starts with ones. */
    static boolean isScale(String name) {
        return name.endsWith(".norm.weight");
    }

    private static boolean isOfLevel(String name) {
        return name.contains(".scale.") || name.contains(".shift.");
    }

    @Override
    public boolean isOrthogonal(String kernel) {
        return !kernel.startsWith("level.")
                && !kernel.startsWith("in.")
                && !kernel.startsWith("out.")
                && !isOfLevel(kernel);
    }

    @Override
    public Operand<TFloat32> answer(Ops tf, Layers layers, List<? extends Operand<TFloat32>> inputs) {
        return new Author(tf, layers, inputs.get(1)).answer(inputs.getFirst());
    }

    private final class Author {
        private final Ops tf;
        private final Layers layers;
        private final Operand<TFloat32> level;

        Author(Ops tf, Layers layers, Operand<TFloat32> features) {
            this.tf = tf;
            this.layers = layers;
            this.level = bent(convolved(features, "level"));
        }

        Operand<TFloat32> answer(Operand<TFloat32> noisy) {
            int last = widths.size() - 1;
            List<Operand<TFloat32>> seen = new ArrayList<>();
            Operand<TFloat32> x = convolved(noisy, "in");
            for (int size = 0; size <= last; size++) {
                x = block(x, "fall" + size, widths.get(size));
                seen.add(x);
                if (size < last) {
                    x = layers.halve(x, "down" + size + ".weight", 0, 1, TFloat32.class);
                }
            }
            for (int size = last; size >= 0; size--) {
                if (size < last) {
                    Operand<TFloat32> larger = tf.nn.depthToSpace(convolved(x, "up" + size), 2L);
                    x = tf.math.add(larger, seen.get(size));
                }
                x = block(x, "rise" + size, widths.get(size));
            }
            return convolved(bent(normed(x, "end", widths.getFirst())), "out");
        }

        private Operand<TFloat32> block(Operand<TFloat32> x, String name, int width) {
            Operand<TFloat32> y = convolved(bent(normed(x, name + ".before", width)), name + ".first");
            Operand<TFloat32> scale = tf.math.add(convolved(level, name + ".scale"), tf.constant(1f));
            y = tf.math.mul(normed(y, name + ".between", width), scale);
            y = bent(tf.math.add(y, convolved(level, name + ".shift")));
            return tf.math.add(x, convolved(y, name + ".second"));
        }

        private Operand<TFloat32> normed(Operand<TFloat32> x, String name, int width) {
            return layers.groupNorm(x, name + ".norm", GROUPS, width, EPSILON);
        }

        private Operand<TFloat32> bent(Operand<TFloat32> x) {
            return tf.math.mul(x, tf.math.sigmoid(x));
        }

        private Operand<TFloat32> convolved(Operand<TFloat32> x, String name) {
            return layers.convolution(x, name, TFloat32.class);
        }
    }
}
