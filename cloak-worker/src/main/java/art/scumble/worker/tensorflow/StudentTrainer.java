package art.scumble.worker.tensorflow;

import ai.djl.engine.Engine;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
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
 * Trains a TAE encoder that is narrow at the front on a wide one's answers. Its back, from a quarter of the size on, is
 * as wide as the teacher's, so that it can learn part by part what the teacher's parts do, each from the teacher's own
 * features and undisturbed by what the others can't yet, and then as a whole. The front learns the latents and, as hints, the teacher's
 * features at every stage, through a linear map where the widths differ. The weights that come out are a running
 * average.
 *
 * @see <a href="https://arxiv.org/abs/1412.6550">Romero et al., FitNets: hints for thin deep nets</a>
 */
public final class StudentTrainer implements AutoCloseable {
    /** What learns, and from what. */
    public enum Phase {
        /** The back's parts, each from the teacher's features before it. */
        PARTS,
        /** The back, from the teacher's features before it. */
        BACK,
        /** The front, through a back that stays as it is. */
        FRONT,
        /** All, from the picture. */
        ALL
    }

    /**
     * Pictures with the teacher's answers.
     *
     * @param count of the pictures
     * @param side of each, in pixels, a multiple of 8
     * @param images [count, side, side, 3] in [0, 1]
     * @param answers the teacher's: for {@link Phase#PARTS} and {@link Phase#BACK} what goes into the first part of its back, and what each
     *     of them gives; for the others its layers
     */
    public record Lesson(int count, int side, float[] images, List<float[]> answers) {}

    private static final double[] LAYER_WEIGHT = {0.5, 0.5, 0.5, 1};
    private static final String PROJECTION = "projection-";

    private final TaeArchitecture student;
    private final TaeArchitecture teacher;
    private final Graph graph = new Graph();
    private final Ops tf;
    private final Trainables trainables;
    private final Optimiser optimiser;
    private final Placeholder<TFloat32> images;
    private final Exercise layers;
    private final Exercise parts;
    private final Exercise back;
    private final List<Op> stepOfParts;
    private final List<Op> stepOfBack;
    private final List<Op> stepOfFront;
    private final List<Op> stepOfAll;
    private final Session session;
    private long steps;

    /** What is compared with the teacher's answers. */
    private record Exercise(
            List<Integer> channels, List<Placeholder<TFloat32>> answers, List<Operand<TFloat32>> losses) {
        Exercise() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * Builds the graph; {@link #start} or {@link #restore} must follow.
     *
     * @param deviations of the teacher's channels, the unit of the loss
     * @param threads for one computation, at least 1
     */
    public StudentTrainer(
            TaeArchitecture student, TaeArchitecture teacher, Deviations deviations, boolean bf16, int threads) {
        Engine.getEngine("TensorFlow");
        if (!student.hasBackLike(teacher)) {
            throw new IllegalArgumentException("the student's back is not as wide as the teacher's");
        }
        this.student = student;
        this.teacher = teacher;
        tf = Ops.create(graph);
        images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
        trainables = new Trainables(tf, shapes(student, teacher), StudentTrainer::isOrthogonal);
        optimiser = new Optimiser(graph, tf);
        TaeGraph net = new TaeGraph(tf, trainables, student);
        layers = layers(net.layers(images, bf16), deviations.layers());
        parts = parts(net, deviations.parts(), bf16);
        back = back(net, deviations.parts(), bf16);
        Operand<TFloat32> loss = tf.constant(0f);
        for (int layer = 0; layer < layers.losses.size(); layer++) {
            loss = tf.math.add(loss, tf.math.mul(layers.losses.get(layer), tf.constant((float) LAYER_WEIGHT[layer])));
        }
        stepOfParts = optimiser.step(tf.math.addN(parts.losses), trainables.named(StudentTrainer::isBack));
        stepOfBack = optimiser.step(tf.math.addN(back.losses), trainables.named(StudentTrainer::isBack));
        stepOfFront = optimiser.step(loss, trainables.named(name -> !isBack(name)));
        stepOfAll = optimiser.step(loss, trainables.named(name -> true));
        session = new Session(graph, Sessions.of(threads));
    }

    /** Shapes of all parameters, PyTorch's order: the student's, then those of the maps for its hints. */
    public static Map<String, List<Integer>> shapes(TaeArchitecture student, TaeArchitecture teacher) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        student.parameters().forEach(parameter -> shapes.put(parameter.name(), parameter.shape()));
        for (int layer = 0; layer < student.channels().size(); layer++) {
            int from = student.channels().get(layer);
            int to = teacher.channels().get(layer);
            if (from != to) {
                shapes.put(PROJECTION + layer, List.of(to, from, 1, 1));
            }
        }
        return shapes;
    }

    /** Kernels between features take orthogonal steps; what reads colours, writes latents or maps hints does not. */
    private static boolean isOrthogonal(String name) {
        return !name.equals("0.weight")
                && !name.equals(TaeArchitecture.LATENTS + ".weight")
                && !name.startsWith(PROJECTION);
    }

    private static boolean isBack(String name) {
        return !name.startsWith(PROJECTION)
                && Integer.parseInt(name.substring(0, name.indexOf('.'))) >= TaeArchitecture.BACK;
    }

    private Exercise layers(List<Operand<TFloat32>> given, List<float[]> deviations) {
        Exercise exercise = new Exercise();
        for (int layer = 0; layer < given.size(); layer++) {
            Operand<TFloat32> seen = given.get(layer);
            if (trainables.has(PROJECTION + layer)) {
                seen = tf.nn.conv2d(seen, trainables.kernel(PROJECTION + layer), List.of(1L, 1L, 1L, 1L), "SAME");
            }
            Placeholder<TFloat32> answer = answer(exercise, teacher.channels().get(layer));
            exercise.losses.add(loss(seen, answer, deviations.get(layer)));
        }
        return exercise;
    }

    private Exercise parts(TaeGraph net, List<float[]> deviations, boolean bf16) {
        Exercise exercise = new Exercise();
        Placeholder<TFloat32> before = answer(exercise, teacher.width(TaeArchitecture.BACK - 1));
        for (int part = TaeArchitecture.BACK; part <= TaeArchitecture.LATENTS; part++) {
            Placeholder<TFloat32> answer = answer(exercise, teacher.width(part));
            exercise.losses.add(loss(net.part(part, before, bf16), answer, deviations.get(part)));
            before = answer;
        }
        return exercise;
    }

    /** What the back makes of the same features when each of its parts goes on with what the one before it gave. */
    private Exercise back(TaeGraph net, List<float[]> deviations, boolean bf16) {
        Exercise exercise = new Exercise(parts.channels, parts.answers, new ArrayList<>());
        Operand<TFloat32> seen = parts.answers.getFirst();
        for (int part = TaeArchitecture.BACK; part <= TaeArchitecture.LATENTS; part++) {
            seen = net.part(part, seen, bf16);
            Placeholder<TFloat32> answer = parts.answers.get(part - TaeArchitecture.BACK + 1);
            exercise.losses.add(loss(seen, answer, deviations.get(part)));
        }
        return exercise;
    }

    private Placeholder<TFloat32> answer(Exercise exercise, int channels) {
        Placeholder<TFloat32> answer =
                tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, channels)));
        exercise.channels.add(channels);
        exercise.answers.add(answer);
        return answer;
    }

    /** Mean squared error as a part of the channels' variance. */
    private Operand<TFloat32> loss(Operand<TFloat32> seen, Operand<TFloat32> answer, float[] deviations) {
        Operand<TFloat32> error = tf.math.div(tf.math.sub(seen, answer), tf.constant(deviations));
        return tf.math.mean(tf.math.square(error), tf.constant(new int[] {0, 1, 2, 3}));
    }

    /** One step; returns each layer's, or part's, mean squared error as a part of its channels' variance. */
    public double[] learn(Phase phase, Lesson lesson, double learningRate) {
        steps++;
        Exercise exercise = switch (phase) {
            case PARTS -> parts;
            case BACK -> back;
            case FRONT, ALL -> layers;
        };
        List<TFloat32> fed = new ArrayList<>();
        try {
            Session.Runner runner = session.runner();
            Sessions.feed(
                    runner, fed, images, Sessions.tensor(lesson.images, lesson.count, lesson.side, lesson.side, 3));
            for (int i = 0; i < exercise.answers.size(); i++) {
                float[] answer = lesson.answers.get(i);
                int channels = exercise.channels.get(i);
                long side = Math.round(Math.sqrt(answer.length / (double) lesson.count / channels));
                Sessions.feed(
                        runner,
                        fed,
                        exercise.answers.get(i),
                        Sessions.tensor(answer, lesson.count, side, side, channels));
            }
            optimiser.feed(runner, fed, learningRate, steps);
            exercise.losses.forEach(runner::fetch);
            step(phase).forEach(runner::addTarget);
            try (Result out = runner.run()) {
                double[] values = new double[exercise.losses.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Sessions.floats(out.get(i))[0];
                }
                return values;
            }
        } finally {
            fed.forEach(TFloat32::close);
        }
    }

    private List<Op> step(Phase phase) {
        return switch (phase) {
            case PARTS -> stepOfParts;
            case BACK -> stepOfBack;
            case FRONT -> stepOfFront;
            case ALL -> stepOfAll;
        };
    }

    /** Steps made since the training began, also before a restart. */
    public long steps() {
        return steps;
    }

    /** Starts with these parameters, in PyTorch's order, as {@link #shapes} has them. */
    public void start(Map<String, Weights.Tensor> parameters) {
        trainables.start(session, parameters);
        steps = 0;
    }

    /** Goes on where {@link #state} was taken. */
    public void restore(Weights state, long stepsMade) {
        trainables.restore(session, state);
        steps = stepsMade;
    }

    /** All that {@link #restore} needs. */
    public Map<String, Weights.Tensor> state() {
        return trainables.state(session);
    }

    /** The student: the running average of its parameters. */
    public Map<String, Weights.Tensor> student() {
        return trainables.averages(
                session,
                student.parameters().stream().map(Architecture.Parameter::name).toList());
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
