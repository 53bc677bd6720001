package art.scumble.worker.tensorflow;

import ai.djl.engine.Engine;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.TaeDecoderArchitecture;
import art.scumble.worker.encoder.Weights;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.ResizeNearestNeighbor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Turns latents back into a picture: what a generative model sees of one. */
public final class TaeDecoder implements AutoCloseable {
    private static final float CLAMP = 3;

    private final TaeDecoderArchitecture architecture;
    private final Graph graph = new Graph();
    private final Ops tf;
    private final Layers layers;
    private final Placeholder<TFloat32> latents;
    private final Operand<TFloat32> image;
    private final Session session;

    /**
     * Builds it.
     *
     * @param threads for one computation, at least 1
     */
    public TaeDecoder(Weights weights, TaeDecoderArchitecture architecture, int threads) {
        Engine.getEngine("TensorFlow");
        this.architecture = architecture;
        tf = Ops.create(graph);
        Parameters parameters = new FrozenParameters(tf, weights);
        layers = new Layers(tf, parameters);
        latents = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, -1, -1, architecture.latents())));
        image = author(new TaeBlocks(tf, parameters, architecture.poolWidth()));
        session = new Session(graph, Sessions.of(threads));
    }

    private Operand<TFloat32> author(TaeBlocks blocks) {
        Operand<TFloat32> clamped =
                tf.math.mul(tf.math.tanh(tf.math.div(latents, tf.constant(CLAMP))), tf.constant(CLAMP));
        Operand<TFloat32> x = tf.nn.relu(layers.convolution(clamped, "1", TFloat32.class));
        for (int stage = 0; stage < TaeArchitecture.STAGES; stage++) {
            int before = 2 + 5 * stage;
            for (int block = 1; block <= 3; block++) {
                x = blocks.block(x, before + block, TFloat32.class);
            }
            x = layers.multiply(doubled(x), before + 5 + ".weight", TFloat32.class);
        }
        return layers.convolution(blocks.block(x, 18, TFloat32.class), "19", TFloat32.class);
    }

    private Operand<TFloat32> doubled(Operand<TFloat32> x) {
        Operand<TInt32> size = tf.slice(tf.shape(x), tf.constant(new int[] {1}), tf.constant(new int[] {2}));
        return tf.image.resizeNearestNeighbor(
                x, tf.math.mul(size, tf.constant(2)), ResizeNearestNeighbor.halfPixelCenters(true));
    }

    /** The picture of latents [height, width, channels], eight times as high and wide, within [0, 1]. */
    public RgbImage decode(float[] values, int height, int width) {
        try (TFloat32 in = Sessions.tensor(values, 1, height, width, architecture.latents());
                Result out = session.runner()
                        .feed(latents.asOutput(), in)
                        .fetch(image)
                        .run()) {
            float[] rgb = Sessions.floats(out.get(0));
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = Math.clamp(rgb[i], 0f, 1f);
            }
            return new RgbImage(8 * width, 8 * height, rgb);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
