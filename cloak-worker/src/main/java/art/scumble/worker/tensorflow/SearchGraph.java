package art.scumble.worker.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.math.Mean;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * An encoder with its statistics and the gradient of the search's objective, as a SavedModel of two signatures.
 * Statistics of all layers are strung together in one vector, in the order of the layers.
 */
final class SearchGraph {
    static final String STATISTICS = "statistics";
    static final String SEARCH = "search";
    static final String IMAGE = "image";
    static final String OWN_MEAN = "own_mean";
    static final String OWN_DEVIATION = "own_deviation";
    static final String GOAL_MEAN = "goal_mean";
    static final String GOAL_DEVIATION = "goal_deviation";
    static final String PULL = "pull";
    static final String WAY = "way";

    private static final float VARIANCE_EPSILON = 1e-6f;
    private static final float GAIN_EPSILON = 1e-6f;

    private final Graph graph;
    private final Ops tf;
    private final List<Operand<TFloat32>> means = new ArrayList<>();
    private final List<Operand<TFloat32>> deviations = new ArrayList<>();

    private SearchGraph(Graph graph) {
        this.graph = graph;
        this.tf = Ops.create(graph);
    }

    /** Signatures besides those of the search, authored when its graph is there. */
    interface MoreSignatures {
        Map<String, SignatureDef> of(Ops tf);
    }

    /** Writes the SavedModel of a network into an empty folder; {@code channels} are those of its layers. */
    static void write(Path folder, NetworkAuthor network, List<Integer> channels, MoreSignatures more)
            throws IOException {
        try (Graph graph = new Graph()) {
            new SearchGraph(graph).author(folder, network, channels, more);
        }
    }

    /** What a step of the search takes at one size of picture. */
    static StepCost cost(NetworkAuthor network, List<Integer> channels, int height, int width) {
        try (Graph graph = new Graph()) {
            Step step = new SearchGraph(graph).step(network, channels, height, width);
            return StepCost.of(graph, List.of(step.objective.asOutput(), step.gradient));
        }
    }

    /** What a step is given about layers: statistics strung together, or a value for each layer. */
    private record Given(
            Placeholder<TFloat32> ownMean,
            Placeholder<TFloat32> ownDeviation,
            Placeholder<TFloat32> goalMean,
            Placeholder<TFloat32> goalDeviation,
            Placeholder<TFloat32> pull,
            Placeholder<TFloat32> way) {}

    private record Step(Placeholder<TFloat32> image, Given given, Operand<TFloat32> objective, Output<?> gradient) {
        Map<String, Placeholder<TFloat32>> inputs() {
            return Map.of(
                    IMAGE, image,
                    OWN_MEAN, given.ownMean,
                    OWN_DEVIATION, given.ownDeviation,
                    GOAL_MEAN, given.goalMean,
                    GOAL_DEVIATION, given.goalDeviation,
                    PULL, given.pull,
                    WAY, given.way);
        }
    }

    /** The objective and its slope, for pictures of one size, or of any where it is -1. */
    private Step step(NetworkAuthor network, List<Integer> channels, long height, long width) {
        Placeholder<TFloat32> image = placeholder(IMAGE, 1, height, width, 3);
        List<Operand<TFloat32>> layers = network.layers(tf, image);
        layers.forEach(this::addStatistics);
        int all = channels.stream().mapToInt(Integer::intValue).sum();
        Given given = new Given(
                placeholder(OWN_MEAN, all),
                placeholder(OWN_DEVIATION, all),
                placeholder(GOAL_MEAN, all),
                placeholder(GOAL_DEVIATION, all),
                placeholder(PULL, channels.size()),
                placeholder(WAY, channels.size()));
        Operand<TFloat32> objective = objective(layers, channels, given);
        Output<?> gradient = graph.addGradients(objective.asOutput(), new Output<?>[] {image.asOutput()})[0];
        return new Step(image, given, objective, gradient);
    }

    private void author(Path folder, NetworkAuthor network, List<Integer> channels, MoreSignatures more)
            throws IOException {
        Step step = step(network, channels, -1, -1);
        Operand<TInt32> axis = tf.constant(0);
        SignatureDef statistics = signature(
                Map.of(IMAGE, step.image),
                Map.of("mean", tf.concat(means, axis), "deviation", tf.concat(deviations, axis)));
        SignatureDef search = signature(step.inputs(), Map.of("objective", step.objective, "gradient", step.gradient));
        Map<String, SignatureDef> others = more.of(tf);
        MetaGraphDef meta = MetaGraphDef.newBuilder()
                .setGraphDef(graph.toGraphDef())
                .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder()
                        .addTags("serve")
                        .setTensorflowVersion(TensorFlow.version()))
                .putSignatureDef(STATISTICS, statistics)
                .putSignatureDef(SEARCH, search)
                .putAllSignatureDef(others)
                .build();
        SavedModel model = SavedModel.newBuilder()
                .setSavedModelSchemaVersion(1)
                .addMetaGraphs(meta)
                .build();
        Files.write(folder.resolve("saved_model.pb"), model.toByteArray());
    }

    private void addStatistics(Operand<TFloat32> layer) {
        Operand<TInt32> pixels = tf.constant(new int[] {0, 1, 2});
        Operand<TFloat32> mean = tf.math.mean(layer, pixels, Mean.keepDims(true));
        Operand<TFloat32> variance = tf.math.mean(tf.math.square(tf.math.sub(layer, mean)), pixels);
        means.add(tf.reshape(mean, tf.constant(new int[] {-1})));
        deviations.add(tf.math.sqrt(tf.math.add(variance, tf.constant(VARIANCE_EPSILON))));
    }

    /**
     * Mean over the layers of (1 − pull) · log(a ÷ way + ε) − pull · log(b ÷ way + ε), where a is the squared distance from
     * the own statistics and b that from the goal. Deviations come of squares about the own mean, which is near, so that
     * no digits are lost.
     */
    private Operand<TFloat32> objective(List<Operand<TFloat32>> layers, List<Integer> channels, Given given) {
        Operand<TInt32> pixels = tf.constant(new int[] {0, 1, 2});
        List<Operand<TFloat32>> gains = new ArrayList<>();
        int start = 0;
        for (int layer = 0; layer < channels.size(); layer++) {
            int width = channels.get(layer);
            Operand<TFloat32> ownMean = part(given.ownMean, start, width);
            Operand<TFloat32> moved = tf.math.sub(layers.get(layer), ownMean);
            Operand<TFloat32> mean = tf.math.mean(moved, pixels);
            Operand<TFloat32> variance = tf.math.sub(tf.math.mean(tf.math.square(moved), pixels), tf.math.square(mean));
            // Far from its own mean a channel that hardly varies loses more digits than its variance has.
            Operand<TFloat32> known = tf.math.maximum(variance, tf.constant(0f));
            Operand<TFloat32> deviation = tf.math.sqrt(tf.math.add(known, tf.constant(VARIANCE_EPSILON)));
            Operand<TFloat32> goalMean = tf.math.sub(part(given.goalMean, start, width), ownMean);
            Operand<TFloat32> way = scalar(given.way, layer);
            Operand<TFloat32> pull = scalar(given.pull, layer);
            Operand<TFloat32> away = gain(
                    tf.math.square(mean),
                    tf.math.squaredDifference(deviation, part(given.ownDeviation, start, width)),
                    way);
            Operand<TFloat32> towards = gain(
                    tf.math.squaredDifference(mean, goalMean),
                    tf.math.squaredDifference(deviation, part(given.goalDeviation, start, width)),
                    way);
            gains.add(tf.math.sub(away, tf.math.mul(pull, tf.math.add(away, towards))));
            start += width;
        }
        return tf.math.mean(tf.stack(gains), tf.constant(0));
    }

    /** log(mean over channels of the squares of means and of deviations ÷ way + ε). */
    private Operand<TFloat32> gain(Operand<TFloat32> ofMeans, Operand<TFloat32> ofDeviations, Operand<TFloat32> way) {
        Operand<TFloat32> distance = tf.math.mean(tf.math.add(ofMeans, ofDeviations), tf.constant(0));
        return tf.math.log(tf.math.add(tf.math.div(distance, way), tf.constant(GAIN_EPSILON)));
    }

    private Operand<TFloat32> scalar(Operand<TFloat32> vector, int index) {
        return tf.reshape(part(vector, index, 1), tf.constant(new int[] {}));
    }

    private Operand<TFloat32> part(Operand<TFloat32> vector, int start, int length) {
        return tf.slice(vector, tf.constant(new int[] {start}), tf.constant(new int[] {length}));
    }

    private Placeholder<TFloat32> placeholder(String name, long... shape) {
        return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
    }

    /** A signature by the names of what goes in and comes out. */
    static SignatureDef signature(Map<String, ? extends Operand<?>> inputs, Map<String, ? extends Operand<?>> outputs) {
        SignatureDef.Builder signature = SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");
        inputs.forEach((key, operand) -> signature.putInputs(key, describe(operand.asOutput())));
        outputs.forEach((key, operand) -> signature.putOutputs(key, describe(operand.asOutput())));
        return signature.build();
    }

    private static TensorInfo describe(Output<?> output) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        if (output.shape().isUnknown()) {
            shape.setUnknownRank(true);
        } else {
            for (long size : output.shape().asArray()) {
                shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
            }
        }
        return TensorInfo.newBuilder()
                .setName(output.op().name() + ":" + output.index())
                .setDtype(output.dataType())
                .setTensorShape(shape)
                .build();
    }
}
