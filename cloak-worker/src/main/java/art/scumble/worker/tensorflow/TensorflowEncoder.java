package art.scumble.worker.tensorflow;

import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import ai.djl.training.ParameterStore;
import ai.djl.translate.NoopTranslator;
import art.scumble.contract.Objective;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.ConfigProto;

/** An encoder in one TensorFlow session, which any number of threads share. */
final class TensorflowEncoder implements Encoder {
    private final Identity identity;
    private final List<String> layers;
    private final List<Integer> channels;
    private final ZooModel<NDList, NDList> model;
    private final TfSymbolBlock statistics;
    private final TfSymbolBlock search;

    private TensorflowEncoder(
            Identity identity, List<String> layers, List<Integer> channels, ZooModel<NDList, NDList> model) {
        this.identity = identity;
        this.layers = layers;
        this.channels = channels;
        this.model = model;
        this.statistics = (TfSymbolBlock) model.getBlock();
        this.search = new TfSymbolBlock(statistics.getSavedModelBundle(), SearchGraph.SEARCH);
    }

    /**
     * Builds the graph and loads it.
     *
     * @param threads for one computation, at least 1
     */
    static TensorflowEncoder load(
            String name, Weights weights, Architecture architecture, boolean bf16Trunk, int threads)
            throws IOException {
        return load(name, weights, architecture, bf16Trunk, threads, HeldWeights.suit(architecture));
    }

    /** Likewise, with the weights as constants of the graph, or held in its session. */
    static TensorflowEncoder load(
            String name, Weights weights, Architecture architecture, boolean bf16Trunk, int threads, boolean held)
            throws IOException {
        Identity identity = new Identity(name, weights.sha256(), bf16Trunk ? "bf16-trunk" : "fp32", threads);
        List<String> layers = architecture.layers();
        List<Integer> channels = architecture.channels();
        if (!held) {
            return load(
                    identity,
                    layers,
                    channels,
                    (tf, images) -> LayerGraph.of(tf, new FrozenParameters(tf, weights), architecture)
                            .layers(images, bf16Trunk));
        }
        HeldWeights values = new HeldWeights(weights);
        TensorflowEncoder encoder = load(
                identity,
                layers,
                channels,
                (tf, images) -> LayerGraph.of(tf, values.in(tf), architecture).layers(images, bf16Trunk),
                values::signatures);
        try {
            values.fill(encoder.model.getNDManager(), encoder.statistics.getSavedModelBundle());
            return encoder;
        } catch (IOException | RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    /** Builds a network's graph and loads it; {@code layers} are the names of its layers. */
    static TensorflowEncoder load(Identity identity, List<String> layers, List<Integer> channels, NetworkAuthor network)
            throws IOException {
        return load(identity, layers, channels, network, tf -> Map.of());
    }

    private static TensorflowEncoder load(
            Identity identity,
            List<String> layers,
            List<Integer> channels,
            NetworkAuthor network,
            SearchGraph.MoreSignatures more)
            throws IOException {
        // DJL must load the natives before anything of TensorFlow's is touched.
        Engine.getEngine("TensorFlow");
        Path folder = Files.createTempDirectory("scumble-graph-");
        try {
            SearchGraph.write(folder, network, channels, more);
            return new TensorflowEncoder(identity, layers, channels, open(folder, identity.threads()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(folder.resolve("saved_model.pb"));
            Files.deleteIfExists(folder);
        }
    }

    private static ZooModel<NDList, NDList> open(Path folder, int threads) throws IOException {
        byte[] session = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build()
                .toByteArray();
        try {
            return Criteria.builder()
                    .setTypes(NDList.class, NDList.class)
                    .optEngine("TensorFlow")
                    .optModelPath(folder)
                    .optOption("SignatureDefKey", SearchGraph.STATISTICS)
                    .optOption("ConfigProto", Base64.getEncoder().encodeToString(session))
                    .optTranslator(new NoopTranslator())
                    .build()
                    .loadModel();
        } catch (ModelNotFoundException | MalformedModelException e) {
            throw new IOException("TensorFlow did not take the encoder's graph", e);
        }
    }

    @Override
    public List<Member> members() {
        return List.of(new Member(identity, 1, layers.size(), Objective.AWAY));
    }

    @Override
    public StageStatistics statistics(RgbImage image) {
        try (NDManager memory = model.getNDManager().newSubManager()) {
            NDList out = statistics.forward(parameters(memory), new NDList(image(memory, image)), false);
            // Outputs come in the order of their names.
            float[] deviation = take(out.get(0));
            float[] mean = take(out.get(1));
            return split(mean, deviation);
        }
    }

    @Override
    public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
        try (NDManager memory = model.getNDManager().newSubManager()) {
            NDList in = new NDList(
                    image(memory, image),
                    vector(memory, SearchGraph.OWN_MEAN, join(aim.own(), true)),
                    vector(memory, SearchGraph.OWN_DEVIATION, join(aim.own(), false)),
                    vector(memory, SearchGraph.GOAL_MEAN, join(aim.goal(), true)),
                    vector(memory, SearchGraph.GOAL_DEVIATION, join(aim.goal(), false)),
                    vector(memory, SearchGraph.PULL, floats(aim.pull())),
                    vector(memory, SearchGraph.WAY, floats(way)));
            NDList out = search.forward(parameters(memory), in, false);
            float[] gradient = take(out.get(0));
            return new Gradient(take(out.get(1))[0], gradient);
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static ParameterStore parameters(NDManager memory) {
        return new ParameterStore(memory, false);
    }

    private static NDArray image(NDManager memory, RgbImage image) {
        return named(memory.create(image.values(), new Shape(1, image.height(), image.width(), 3)), SearchGraph.IMAGE);
    }

    private static NDArray vector(NDManager memory, String name, float[] values) {
        return named(memory.create(values), name);
    }

    /** Inputs without a name are bound in the order of the signature's keys, wrongly. */
    private static NDArray named(NDArray array, String name) {
        array.setName(name);
        return array;
    }

    private static float[] take(NDArray array) {
        try (array) {
            return array.toFloatArray();
        }
    }

    private StageStatistics split(float[] mean, float[] deviation) {
        List<StageStatistics.Layer> all = new ArrayList<>();
        int start = 0;
        for (int l = 0; l < layers.size(); l++) {
            int end = start + channels.get(l);
            all.add(new StageStatistics.Layer(
                    layers.get(l), Arrays.copyOfRange(mean, start, end), Arrays.copyOfRange(deviation, start, end)));
            start = end;
        }
        return new StageStatistics(all);
    }

    private float[] join(StageStatistics own, boolean means) {
        float[] joined = new float[channels.stream().mapToInt(Integer::intValue).sum()];
        int start = 0;
        for (StageStatistics.Layer layer : own.layers()) {
            float[] part = means ? layer.mean() : layer.deviation();
            System.arraycopy(part, 0, joined, start, part.length);
            start += part.length;
        }
        return joined;
    }

    @Override
    public void close() {
        model.close();
    }
}
