package art.scumble.worker.tensorflow;

import ai.djl.engine.Engine;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StartingWeights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A small network that learns to see what was added to pictures, so that it can be told and taken away again: the attack
 * that evaluations hold cloaks against (LightShed, USENIX Security 2025). Four sizes down and up again, with what was
 * seen on the way down beside what comes up (Ronneberger et al., U-Net, 2015).
 */
public final class RemoverTrainer implements AutoCloseable {
    /** Sides of what it sees are multiples of this. */
    public static final int GRID = 8;

    /**
     * Pieces of pictures, and what was added to each.
     *
     * @param side of a piece in pixels, a multiple of {@link #GRID}
     * @param images [count, side, side, 3] in [0, 1]
     * @param added [count, side, side], the change of luma in the images' units; zeros where nothing was
     */
    public record Pieces(int count, int side, float[] images, float[] added) {}

    private static final int[] WIDTHS = {16, 32, 64, 64};
    private static final float UNIT = 8 / 255f;

    private final Graph graph = new Graph();
    private final Ops tf;
    private final Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    private final Trainables trainables;
    private final Layers layers;
    private final Optimiser optimiser;
    private final Placeholder<TFloat32> images;
    private final Placeholder<TFloat32> added;
    private final Operand<TFloat32> told;
    private final Operand<TFloat32> loss;
    private final List<Op> step;
    private final Session session;
    private long steps;

    /**
     * Starts with weights by chance.
     *
     * @param seed the same one gives the same weights
     * @param threads for one computation, at least 1
     */
    public RemoverTrainer(long seed, int threads) {
        Engine.getEngine("TensorFlow");
        tf = Ops.create(graph);
        images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
        added = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, 1)));
        declare();
        trainables = new Trainables(tf, shapes, name -> !name.startsWith("in.") && !name.startsWith("out."));
        layers = new Layers(tf, trainables);
        optimiser = new Optimiser(graph, tf);
        told = network();
        Operand<TFloat32> wanted = tf.math.div(added, tf.constant(UNIT));
        loss = tf.math.mean(tf.math.squaredDifference(told, wanted), tf.constant(new int[] {0, 1, 2, 3}));
        step = optimiser.step(loss, trainables.named(name -> true));
        session = new Session(graph, Sessions.of(threads));
        trainables.start(session, StartingWeights.random(shapes, name -> false, name -> false, seed));
    }

    private void declare() {
        convolution("in", 3, WIDTHS[0]);
        for (int level = 1; level < WIDTHS.length; level++) {
            shapes.put("down" + level + ".weight", List.of(WIDTHS[level], WIDTHS[level - 1], 3, 3));
            convolution("seen" + level, WIDTHS[level], WIDTHS[level]);
            convolution("up" + level, WIDTHS[level], 4 * WIDTHS[level - 1]);
            convolution("joined" + level, WIDTHS[level - 1], WIDTHS[level - 1]);
        }
        convolution("out", WIDTHS[0], 1);
    }

    private void convolution(String name, int in, int out) {
        shapes.put(name + ".weight", List.of(out, in, 3, 3));
        shapes.put(name + ".bias", List.of(out));
    }

    private Operand<TFloat32> network() {
        Operand<TFloat32> x = tf.nn.relu(convolved(tf.math.sub(images, tf.constant(0.5f)), "in"));
        List<Operand<TFloat32>> seen = new ArrayList<>(List.of(x));
        for (int level = 1; level < WIDTHS.length; level++) {
            x = tf.nn.relu(layers.halve(x, "down" + level + ".weight", 0, 1, TFloat32.class));
            x = tf.math.add(x, tf.nn.relu(convolved(x, "seen" + level)));
            seen.add(x);
        }
        for (int level = WIDTHS.length - 1; level > 0; level--) {
            Operand<TFloat32> larger = tf.nn.depthToSpace(tf.nn.relu(convolved(x, "up" + level)), 2L);
            x = tf.math.add(larger, seen.get(level - 1));
            x = tf.math.add(x, tf.nn.relu(convolved(x, "joined" + level)));
        }
        return convolved(x, "out");
    }

    private Operand<TFloat32> convolved(Operand<TFloat32> x, String name) {
        return layers.convolution(x, name, TFloat32.class);
    }

    /** One step; gives the mean squared error before it, in units of eight levels of 255. */
    public double learn(Pieces pieces, double learningRate) {
        steps++;
        List<TFloat32> fed = new ArrayList<>();
        try {
            Session.Runner runner = session.runner();
            int count = pieces.count;
            int side = pieces.side;
            Sessions.feed(runner, fed, images, Sessions.tensor(pieces.images, count, side, side, 3));
            Sessions.feed(runner, fed, added, Sessions.tensor(pieces.added, count, side, side, 1));
            optimiser.feed(runner, fed, learningRate, steps);
            runner.fetch(loss);
            step.forEach(runner::addTarget);
            try (Result out = runner.run()) {
                return Sessions.floats(out.get(0))[0];
            }
        } finally {
            fed.forEach(TFloat32::close);
        }
    }

    /** The change of luma that it sees in each pixel, in the image's units; both sides are multiples of {@link #GRID}. */
    public float[] added(RgbImage image) {
        List<TFloat32> fed = new ArrayList<>();
        try {
            Session.Runner runner = session.runner();
            Sessions.feed(runner, fed, images, Sessions.tensor(image.values(), 1, image.height(), image.width(), 3));
            try (Result out = runner.fetch(told).run()) {
                float[] change = Sessions.floats(out.get(0));
                for (int i = 0; i < change.length; i++) {
                    change[i] *= UNIT;
                }
                return change;
            }
        } finally {
            fed.forEach(TFloat32::close);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
