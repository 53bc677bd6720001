package art.scumble.worker.tensorflow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.tensorflow.engine.SavedModelBundle;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import ai.djl.training.ParameterStore;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;

/**
 * Trained weights of which a session holds the kernels and matrices, and gets them once it has the graph. A graph with
 * constants is one message, which may not exceed two gigabytes, and the engine takes many times their size while it makes
 * it ready: 6.6 GB more for the 350 MB of ViT-B/32.
 */
final class HeldWeights {
    /** An encoder of more bytes than these is not made of constants. */
    private static final long MOST_CONSTANT_BYTES = 64L << 20;

    /**
     * A run brings weights until they are so many bytes. The engine looks through the whole graph for each run of another
     * kind, and has a run's weights twice.
     */
    private static final long RUN_BYTES = 128L << 20;

    private final Weights weights;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, List<Place>> runs = new LinkedHashMap<>();

    /**
     * Where a session takes and keeps a weight.
     *
     * @param key of its values among what goes into a run
     */
    private record Place(
            String name,
            long[] shape,
            Variable<TFloat32> variable,
            Placeholder<TFloat32> in,
            Op assignment,
            String key) {
        long bytes() {
            return Float.BYTES * Shape.of(shape).size();
        }
    }

    HeldWeights(Weights weights) {
        this.weights = weights;
    }

    /** Whether an encoder is too large for constants. */
    static boolean suit(Architecture architecture) {
        return architecture.bytes() > MOST_CONSTANT_BYTES;
    }

    /** The parameters of a graph; vectors are constants in it. */
    Parameters in(Ops tf) {
        return new Held(tf, new FrozenParameters(tf, weights));
    }

    private final class Held implements Parameters {
        private final Ops tf;
        private final Parameters constants;

        Held(Ops tf, Parameters constants) {
            this.tf = tf;
            this.constants = constants;
        }

        @Override
        public boolean has(String name) {
            return constants.has(name);
        }

        @Override
        public Operand<TFloat32> kernel(String name) {
            return held(name, new KernelLayout(weights.shape(name)).tensorflowShape());
        }

        @Override
        public Operand<TFloat32> matrix(String name) {
            List<Integer> shape = weights.shape(name);
            return held(name, shape.get(0), shape.get(1));
        }

        @Override
        public Operand<TFloat32> vector(String name) {
            return constants.vector(name);
        }

        private Operand<TFloat32> held(String name, long... shape) {
            return places.computeIfAbsent(name, key -> {
                        Variable<TFloat32> variable = tf.variable(Shape.of(shape), TFloat32.class);
                        Placeholder<TFloat32> in = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
                        return new Place(
                                key,
                                shape,
                                variable,
                                in,
                                tf.assign(variable, in),
                                in.op().name());
                    })
                    .variable;
        }
    }

    /** A signature for each run that brings weights. */
    Map<String, SignatureDef> signatures(Ops tf) {
        List<Place> run = new ArrayList<>();
        for (Place place : places.values()) {
            run.add(place);
            if (run.stream().mapToLong(Place::bytes).sum() >= RUN_BYTES) {
                runs.put("fill-" + runs.size(), run);
                run = new ArrayList<>();
            }
        }
        if (!run.isEmpty()) {
            runs.put("fill-" + runs.size(), run);
        }
        Map<String, SignatureDef> signatures = new LinkedHashMap<>();
        runs.forEach((name, some) -> signatures.put(
                name,
                SearchGraph.signature(
                        some.stream().collect(Collectors.toMap(Place::key, Place::in)),
                        Map.of(
                                "done",
                                tf.withControlDependencies(some.stream()
                                                .map(Place::assignment)
                                                .toList())
                                        .identity(tf.constant(0f))))));
        return signatures;
    }

    /**
     * Brings the weights into the session of their graph, with those of one run in memory at a time.
     *
     * @throws IOException with one sentence if the file has changed
     */
    void fill(NDManager engine, SavedModelBundle session) throws IOException {
        for (Map.Entry<String, List<Place>> run : runs.entrySet()) {
            try (NDManager memory = engine.newSubManager()) {
                NDList in = new NDList();
                run.getValue().forEach(place -> in.add(array(memory, place)));
                new TfSymbolBlock(session, run.getKey()).forward(new ParameterStore(memory, false), in, false);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    private NDArray array(NDManager memory, Place place) {
        Weights.Tensor tensor = weights.tensor(place.name);
        boolean kernel = tensor.shape().size() == 4;
        float[] values = kernel ? new KernelLayout(tensor.shape()).toTensorflow(tensor.values()) : tensor.values();
        NDArray array = memory.create(values, new ai.djl.ndarray.types.Shape(place.shape));
        array.setName(place.key);
        return array;
    }
}
