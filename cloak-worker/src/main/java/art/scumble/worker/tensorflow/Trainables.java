package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** The parameters of a training by name, and how they come from and go to files. */
final class Trainables implements Parameters {
    private final Ops tf;
    private final Map<String, Trainable> byName = new LinkedHashMap<>();

    Trainables(Ops tf, Map<String, List<Integer>> shapes, Predicate<String> orthogonal) {
        this.tf = tf;
        shapes.forEach((name, shape) ->
                byName.put(name, Trainable.of(tf, shape, shape.size() == 4 && orthogonal.test(name))));
    }

    Trainable get(String name) {
        Trainable trainable = byName.get(name);
        if (trainable == null) {
            throw new IllegalArgumentException("there is no parameter " + name);
        }
        return trainable;
    }

    List<Trainable> named(Predicate<String> wanted) {
        return byName.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    @Override
    public Operand<TFloat32> kernel(String name) {
        return get(name).value();
    }

    @Override
    public Operand<TFloat32> matrix(String name) {
        return get(name).value();
    }

    @Override
    public Operand<TFloat32> vector(String name) {
        return get(name).value();
    }

    /** Starts with these values, in the published order, and without momentum. */
    void start(Session session, Map<String, Weights.Tensor> parameters) {
        List<float[]> values = new ArrayList<>();
        byName.forEach((name, trainable) -> {
            Weights.Tensor tensor = parameters.get(name);
            if (tensor == null || !tensor.shape().equals(trainable.shape())) {
                throw new IllegalArgumentException("parameter " + name + " is missing or of another shape");
            }
            float[] zeros = new float[tensor.values().length];
            values.addAll(List.of(tensor.values(), zeros, zeros, tensor.values()));
        });
        assign(session, values);
    }

    /** Goes on where {@link #state} was taken. */
    void restore(Session session, Weights state) {
        List<float[]> values = new ArrayList<>();
        for (String name : byName.keySet()) {
            Trainable.PARTS.forEach(part -> values.add(state.tensor(part + name).values()));
        }
        assign(session, values);
    }

    /** All variables at once: each run of another kind makes the engine look through the whole graph. */
    private void assign(Session session, List<float[]> values) {
        List<TFloat32> fed = new ArrayList<>();
        try {
            Session.Runner runner = session.runner();
            int index = 0;
            for (Trainable trainable : byName.values()) {
                for (Variable<TFloat32> variable : trainable.all()) {
                    TFloat32 value = trainable.tensor(values.get(index));
                    fed.add(value);
                    Placeholder<TFloat32> in = tf.placeholder(TFloat32.class, Placeholder.shape(value.shape()));
                    runner.feed(in.asOutput(), value).addTarget(tf.assign(variable, in));
                    index++;
                }
            }
            runner.run().close();
        } finally {
            fed.forEach(TFloat32::close);
        }
    }

    /** All that {@link #restore} needs. */
    Map<String, Weights.Tensor> state(Session session) {
        Session.Runner runner = session.runner();
        byName.values().forEach(trainable -> trainable.all().forEach(runner::fetch));
        Map<String, Weights.Tensor> state = new LinkedHashMap<>();
        try (Result out = runner.run()) {
            int index = 0;
            for (Map.Entry<String, Trainable> entry : byName.entrySet()) {
                Trainable trainable = entry.getValue();
                for (String part : Trainable.PARTS) {
                    state.put(
                            part + entry.getKey(),
                            new Weights.Tensor(trainable.shape(), trainable.published(out.get(index))));
                    index++;
                }
            }
        }
        return state;
    }

    /** The running averages of some parameters. */
    Map<String, Weights.Tensor> averages(Session session, List<String> names) {
        Session.Runner runner = session.runner();
        names.forEach(name -> runner.fetch(get(name).average()));
        Map<String, Weights.Tensor> averages = new LinkedHashMap<>();
        try (Result out = runner.run()) {
            for (int i = 0; i < names.size(); i++) {
                Trainable trainable = get(names.get(i));
                averages.put(names.get(i), new Weights.Tensor(trainable.shape(), trainable.published(out.get(i))));
            }
        }
        return averages;
    }
}
