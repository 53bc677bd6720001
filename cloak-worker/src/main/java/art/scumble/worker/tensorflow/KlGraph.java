package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.KlArchitecture;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Authors the layers of an AutoencoderKL encoder; the latents are the mean of the posterior. */
final class KlGraph implements LayerGraph {
    private static final float EPSILON = 1e-6f;
    private static final String MIDDLE = "encoder.mid_block.";

    private final Ops tf;
    private final Parameters parameters;
    private final KlArchitecture architecture;
    private final Layers layers;

    KlGraph(Ops tf, Parameters parameters, KlArchitecture architecture) {
        this.tf = tf;
        this.parameters = parameters;
        this.architecture = architecture;
        this.layers = new Layers(tf, parameters);
    }

    @Override
    public List<Operand<TFloat32>> layers(Operand<TFloat32> images, boolean bf16Trunk) {
        return bf16Trunk ? layers(images, TBfloat16.class) : layers(images, TFloat32.class);
    }

    private <T extends TNumber> List<Operand<TFloat32>> layers(Operand<TFloat32> images, Class<T> type) {
        Operand<TFloat32> signed = tf.math.sub(tf.math.mul(images, tf.constant(2f)), tf.constant(1f));
        Operand<TFloat32> x = layers.convolution(signed, "encoder.conv_in", TFloat32.class);
        List<Operand<TFloat32>> all = new ArrayList<>();
        int width = architecture.widths().getFirst();
        for (int stage = 0; stage < architecture.widths().size(); stage++) {
            for (int block = 0; block < architecture.blocks(); block++) {
                int to = architecture.widths().get(stage);
                x = residual(x, KlArchitecture.resnet(stage, block), width, to, type);
                width = to;
            }
            all.add(x);
            if (stage < architecture.widths().size() - 1) {
                x = halved(x, KlArchitecture.halving(stage), type);
            }
        }
        x = residual(x, MIDDLE + "resnets.0", width, width, type);
        x = attention(x, MIDDLE + "attentions.0.", width);
        x = residual(x, MIDDLE + "resnets.1", width, width, type);
        x = swish(layers.groupNorm(x, "encoder.conv_norm_out", KlArchitecture.GROUPS, width, EPSILON));
        Operand<TFloat32> moments = layers.convolution(x, "encoder.conv_out", TFloat32.class);
        if (architecture.quantConvolution()) {
            moments = layers.convolution(moments, "quant_conv", TFloat32.class);
        }
        all.add(tf.slice(
                moments, tf.constant(new int[] {0, 0, 0, 0}), tf.constant(new int[] {-1, -1, -1, architecture.latents()
                })));
        return all;
    }

    private <T extends TNumber> Operand<TFloat32> residual(
            Operand<TFloat32> x, String name, int from, int to, Class<T> type) {
        Operand<TFloat32> y = swish(layers.groupNorm(x, name + ".norm1", KlArchitecture.GROUPS, from, EPSILON));
        y = convolved(y, name + ".conv1", type);
        y = swish(layers.groupNorm(y, name + ".norm2", KlArchitecture.GROUPS, to, EPSILON));
        y = convolved(y, name + ".conv2", type);
        Operand<TFloat32> straight = from == to ? x : convolved(x, name + ".conv_shortcut", type);
        return tf.math.add(straight, y);
    }

    private <T extends TNumber> Operand<TFloat32> convolved(Operand<TFloat32> x, String name, Class<T> type) {
        return tf.dtypes.cast(layers.convolution(tf.dtypes.cast(x, type), name, type), TFloat32.class);
    }

    /** Pads at the right and below only. */
    private <T extends TNumber> Operand<TFloat32> halved(Operand<TFloat32> x, String name, Class<T> type) {
        Operand<T> y = layers.halve(tf.dtypes.cast(x, type), name + ".weight", 0, 1, type);
        return tf.dtypes.cast(tf.nn.biasAdd(y, layers.vector(name + ".bias", type)), TFloat32.class);
    }

    private Operand<TFloat32> swish(Operand<TFloat32> x) {
        return tf.math.mul(x, tf.math.sigmoid(x));
    }

    /** One head over all pixels. */
    private Operand<TFloat32> attention(Operand<TFloat32> x, String name, int width) {
        Operand<TFloat32> normal = layers.groupNorm(x, name + "group_norm", KlArchitecture.GROUPS, width, EPSILON);
        Operand<TInt32> images = tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        Operand<TInt32> flat = tf.concat(List.of(images, tf.constant(new int[] {-1, width})), tf.constant(0));
        Operand<TFloat32> pixels = tf.reshape(normal, flat);
        List<String> parts = architecture.attention();
        Operand<TFloat32> query = linear(pixels, name + parts.get(0), width);
        Operand<TFloat32> key = linear(pixels, name + parts.get(1), width);
        Operand<TFloat32> value = linear(pixels, name + parts.get(2), width);
        Operand<TFloat32> likeness = tf.train.batchMatMul(query, key, TFloat32.class, BatchMatMul.adjY(true));
        Operand<TFloat32> share = tf.nn.softmax(tf.math.mul(likeness, tf.constant((float) (1 / Math.sqrt(width)))));
        Operand<TFloat32> seen = tf.train.batchMatMul(share, value, TFloat32.class);
        return tf.math.add(x, tf.reshape(linear(seen, name + parts.get(3), width), tf.shape(x)));
    }

    private Operand<TFloat32> linear(Operand<TFloat32> tokens, String name, int out) {
        return Tokens.linear(tf, parameters, tokens, name, out);
    }
}
