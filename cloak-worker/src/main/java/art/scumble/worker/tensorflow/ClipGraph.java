package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.ClipArchitecture;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** Authors the layers of CLIP's vision transformer. A layer's "pixels" are its tokens, the class token first. */
final class ClipGraph implements LayerGraph {
    private static final float EPSILON = 1e-5f;
    private static final float[] MEAN = {0.4814547f, 0.4578275f, 0.4082107f};
    private static final float[] DEVIATION = {0.2686295f, 0.2613026f, 0.2757771f};
    private static final float QUICK = 1.702f;

    private final Ops tf;
    private final Parameters parameters;
    private final ClipArchitecture architecture;
    private final Layers layers;

    ClipGraph(Ops tf, Parameters parameters, ClipArchitecture architecture) {
        this.tf = tf;
        this.parameters = parameters;
        this.architecture = architecture;
        this.layers = new Layers(tf, parameters);
    }

    /** Only the patches' convolution has a bf16 trunk to speak of; the rest is fp32. */
    @Override
    public List<Operand<TFloat32>> layers(Operand<TFloat32> images, boolean bf16Trunk) {
        Operand<TFloat32> x = embedded(bf16Trunk ? patches(images, TBfloat16.class) : patches(images, TFloat32.class));
        x = layers.layerNorm(x, "vision_model.pre_layrnorm", EPSILON);
        List<Operand<TFloat32>> all = new ArrayList<>();
        for (int block = 1; block <= architecture.depth(); block++) {
            x = block(x, ClipArchitecture.block(block - 1));
            if (architecture.quarters().contains(block)) {
                all.add(tf.expandDims(x, tf.constant(1)));
            }
        }
        return all;
    }

    /** Shorter side to 224, middle cut out, normalised. */
    private Operand<TFloat32> prepared(Operand<TFloat32> images) {
        Operand<TFloat32> side = tf.constant((float) ClipArchitecture.SIDE);
        Operand<TFloat32> size = tf.dtypes.cast(
                tf.slice(tf.shape(images), tf.constant(new int[] {1}), tf.constant(new int[] {2})), TFloat32.class);
        Operand<TFloat32> scale = tf.math.div(side, tf.min(size, tf.constant(0)));
        Operand<TFloat32> scales = tf.stack(List.of(scale, scale));
        Operand<TFloat32> middle = tf.math.mul(tf.math.sub(side, tf.math.mul(size, scale)), tf.constant(0.5f));
        int[] to = {ClipArchitecture.SIDE, ClipArchitecture.SIDE};
        Operand<TFloat32> resized = tf.image.scaleAndTranslate(
                images,
                tf.constant(to),
                scales,
                middle,
                ScaleAndTranslate.kernelType("keyscubic"),
                ScaleAndTranslate.antialias(true));
        return tf.math.div(tf.math.sub(resized, tf.constant(MEAN)), tf.constant(DEVIATION));
    }

    private <T extends TNumber> Operand<TFloat32> patches(Operand<TFloat32> images, Class<T> type) {
        long stride = architecture.patch();
        Operand<T> patches = tf.nn.conv2d(
                tf.dtypes.cast(prepared(images), type),
                layers.kernel("vision_model.embeddings.patch_embedding.weight", type),
                List.of(1L, stride, stride, 1L),
                "VALID");
        return tf.dtypes.cast(patches, TFloat32.class);
    }

    /** The class token before the patches, and to each its position. */
    private Operand<TFloat32> embedded(Operand<TFloat32> patches) {
        int width = architecture.width();
        Operand<TFloat32> tokens = tf.reshape(patches, tf.constant(new int[] {-1, architecture.tokens() - 1, width}));
        Operand<TFloat32> first =
                tf.slice(tokens, tf.constant(new int[] {0, 0, 0}), tf.constant(new int[] {-1, 1, -1}));
        Operand<TFloat32> kind = tf.math.add(
                tf.math.mul(first, tf.constant(0f)), parameters.vector("vision_model.embeddings.class_embedding"));
        return tf.math.add(
                tf.concat(List.of(kind, tokens), tf.constant(1)),
                parameters.matrix("vision_model.embeddings.position_embedding.weight"));
    }

    private Operand<TFloat32> block(Operand<TFloat32> x, String name) {
        Operand<TFloat32> seen =
                tf.math.add(x, attention(layers.layerNorm(x, name + ".layer_norm1", EPSILON), name + ".self_attn."));
        Operand<TFloat32> inner =
                linear(layers.layerNorm(seen, name + ".layer_norm2", EPSILON), name + ".mlp.fc1", architecture.inner());
        return tf.math.add(seen, linear(activated(inner), name + ".mlp.fc2", architecture.width()));
    }

    private Operand<TFloat32> activated(Operand<TFloat32> x) {
        if (architecture.quick()) {
            return tf.math.mul(x, tf.math.sigmoid(tf.math.mul(x, tf.constant(QUICK))));
        }
        Operand<TFloat32> bell = tf.math.erf(tf.math.mul(x, tf.constant((float) Math.sqrt(0.5))));
        return tf.math.mul(tf.math.mul(x, tf.constant(0.5f)), tf.math.add(bell, tf.constant(1f)));
    }

    private Operand<TFloat32> attention(Operand<TFloat32> x, String name) {
        int width = architecture.width();
        float scale = (float) (1 / Math.sqrt((double) width / architecture.heads()));
        Operand<TFloat32> query = heads(tf.math.mul(linear(x, name + "q_proj", width), tf.constant(scale)));
        Operand<TFloat32> key = heads(linear(x, name + "k_proj", width));
        Operand<TFloat32> value = heads(linear(x, name + "v_proj", width));
        Operand<TFloat32> share =
                tf.nn.softmax(tf.train.batchMatMul(query, key, TFloat32.class, BatchMatMul.adjY(true)));
        Operand<TFloat32> seen = turned(tf.train.batchMatMul(share, value, TFloat32.class));
        return linear(
                tf.reshape(seen, tf.constant(new int[] {-1, architecture.tokens(), width})), name + "out_proj", width);
    }

    /** From [count, tokens, width] to [count, heads, tokens, width of a head]. */
    private Operand<TFloat32> heads(Operand<TFloat32> x) {
        int heads = architecture.heads();
        int[] split = {-1, architecture.tokens(), heads, architecture.width() / heads};
        return turned(tf.reshape(x, tf.constant(split)));
    }

    private Operand<TFloat32> turned(Operand<TFloat32> x) {
        return tf.linalg.transpose(x, tf.constant(new int[] {0, 2, 1, 3}));
    }

    private Operand<TFloat32> linear(Operand<TFloat32> x, String name, int out) {
        return Tokens.linear(tf, parameters, x, name, out);
    }
}
