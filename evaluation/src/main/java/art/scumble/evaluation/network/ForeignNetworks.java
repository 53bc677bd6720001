package art.scumble.evaluation.network;

import art.scumble.contract.Sha256;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.PaddedEncoder;
import art.scumble.worker.tensorflow.EncoderLoader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Classifiers of the npm package nsfwjs 4.4.0 (MIT), which carries their weights: MobileNetV2 and InceptionV3, trained by
 * others, for another purpose, on other pictures. Their statistics say what a network sees that no search knew.
 */
public final class ForeignNetworks {
    private static final NpmPackage NSFWJS = new NpmPackage(
            URI.create("https://registry.npmjs.org/nsfwjs/-/nsfwjs-4.4.0.tgz"),
            new Sha256("585cd178f3b994337c4d10a87b080d342fc52f8b9bf0085c4d1f345a3a1c5382"),
            64 << 20);

    /** Names of the networks, and the layers at the end of their stages. */
    private static final Map<String, List<String>> STAGES = Map.of(
            "mobilenet_v2",
            List.of(
                    "expanded_conv_project_BN",
                    "block_2_add",
                    "block_5_add",
                    "block_9_add",
                    "block_12_add",
                    "block_15_add"),
            "inception_v3",
            List.of("activation_3", "activation_5", "mixed0", "mixed2", "mixed4", "mixed7"));

    private ForeignNetworks() {}

    /** Their names. */
    public static List<String> names() {
        return STAGES.keySet().stream().sorted().toList();
    }

    /**
     * Opens one, from the cache or else from the registry.
     *
     * @param threads for one computation, at least 1
     * @throws IOException with one sentence if it can't be had
     */
    public static Encoder open(String name, Path cache, int threads) throws IOException {
        List<String> stages = STAGES.get(name);
        if (stages == null) {
            throw new IOException("There is no network " + name + "; there are " + names() + ".");
        }
        String folder = "package/dist/models/" + name + "/";
        Map<String, String> texts = NSFWJS.texts(cache, path -> path.startsWith(folder));
        KerasModel model = KerasModel.read(
                texts.getOrDefault(folder + "model.min.js", ""),
                shard -> texts.getOrDefault(folder + shard + ".min.js", ""));
        KerasGraph graph = new KerasGraph(model, stages);
        Encoder.Identity identity = new Encoder.Identity(name, NSFWJS.sha256(), "fp32", threads);
        return new PaddedEncoder(EncoderLoader.load(identity, stages, graph.channels(), graph));
    }
}
