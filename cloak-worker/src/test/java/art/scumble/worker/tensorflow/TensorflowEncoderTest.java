package art.scumble.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.ClipArchitecture;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.KlArchitecture;
import art.scumble.worker.encoder.RandomImages;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TensorflowEncoderTest {
    @TempDir
    static Path models;

    private static Weights weights;
    private static Encoder encoder;

    @BeforeAll
    static void load() throws IOException {
        Path file = models.resolve("tiny_encoder.safetensors");
        RandomWeights.write(file, RandomWeights.TINY_TAE, 3);
        weights = Weights.read(file);
        encoder = TensorflowEncoder.load("tiny", weights, Architecture.of(file, weights), false, 1);
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    /** An architecture small enough for loops, its plain counterpart, and a size of picture that it takes. */
    private record Subject(Architecture architecture, Function<Weights, PlainEncoder> plain, int width, int height) {
        @Override
        public String toString() {
            return architecture.family();
        }
    }

    static Stream<Subject> subjects() {
        ClipArchitecture quick = new ClipArchitecture(12, 56, 4, 20, 3, true);
        ClipArchitecture gelu = new ClipArchitecture(12, 56, 3, 20, 2, false);
        KlArchitecture quantised = new KlArchitecture(List.of(32, 64), 1, 4, true, KlArchitecture.ATTENTION);
        KlArchitecture plain = new KlArchitecture(List.of(32, 32, 64), 2, 16, false, KlArchitecture.ATTENTION);
        return Stream.of(
                new Subject(RandomWeights.TINY_TAE, PlainTae::new, 29, 22),
                new Subject(TaeArchitecture.uniform(6, 16, 0), PlainTae::new, 24, 31),
                new Subject(quantised, PlainKl::new, 12, 10),
                new Subject(plain, PlainKl::new, 13, 11),
                new Subject(quick, weights -> new PlainClip(weights, quick), 224, 224),
                new Subject(gelu, weights -> new PlainClip(weights, gelu), 224, 224));
    }

    private static Weights random(Architecture architecture) throws IOException {
        Path file = models.resolve("random.safetensors");
        RandomWeights.write(file, architecture, 5);
        return Weights.read(file);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void seesWhatPlainLoopsSee(Subject subject) throws IOException {
        // Given
        Weights own = random(subject.architecture);
        RgbImage image = RandomImages.of(subject.width, subject.height, 1);
        // When
        List<StageStatistics.Layer> layers;
        try (Encoder under = TensorflowEncoder.load("tiny", own, subject.architecture, false, 1)) {
            layers = under.statistics(image).layers();
        }
        // Then
        List<double[][]> expected = subject.plain.apply(own).statistics(image);
        assertThat(layers)
                .extracting(StageStatistics.Layer::name)
                .containsExactlyElementsOf(subject.architecture.layers());
        assertThat(expected).hasSameSizeAs(layers);
        for (int l = 0; l < expected.size(); l++) {
            for (int c = 0; c < expected.get(l)[0].length; c++) {
                assertThat((double) layers.get(l).mean()[c]).isEqualTo(expected.get(l)[0][c], within(1e-3));
                assertThat((double) layers.get(l).deviation()[c]).isEqualTo(expected.get(l)[1][c], within(1e-3));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void seesTheSameWithItsWeightsInTheSessionAsInTheGraph(Subject subject) throws IOException {
        // Given
        Path file = models.resolve("random.safetensors");
        RandomWeights.write(file, subject.architecture, 6);
        Weights others = Weights.read(file);
        Weights own = random(subject.architecture);
        RgbImage one = RandomImages.of(subject.width, subject.height, 1);
        RgbImage other = RandomImages.of(subject.width, subject.height, 2);
        float[] inFull = {};
        for (boolean bf16 : new boolean[] {false, true}) {
            try (Encoder constant = TensorflowEncoder.load("tiny", own, subject.architecture, bf16, 1, false);
                    Encoder held = TensorflowEncoder.load("tiny", own, subject.architecture, bf16, 1, true);
                    Encoder foreign = TensorflowEncoder.load("tiny", others, subject.architecture, bf16, 1, true)) {
                StageStatistics seen = constant.statistics(one);
                double[] way = seen.squaredDistance(constant.statistics(other));
                // When
                double[] apart = seen.squaredDistance(held.statistics(one));
                double[] far = seen.squaredDistance(foreign.statistics(one));
                Encoder.Gradient gradient = held.slope(other, Aim.away(seen), way, 0);
                // Then
                for (int l = 0; l < way.length; l++) {
                    assertThat(apart[l]).isLessThan(1e-4 * far[l]);
                }
                float[] slope = constant.slope(other, Aim.away(seen), way, 0).byPixel();
                inFull = bf16 ? inFull : slope;
                // Where bf16 loses the slope no worker takes it: what is left is noise, and hangs on the order of sums.
                if (EncoderLoader.cosine(inFull, slope) >= EncoderLoader.LEAST_COSINE) {
                    assertThat(EncoderLoader.cosine(gradient.byPixel(), slope)).isGreaterThan(0.999);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void itsGradientIsTheSlopeOfTheObjectiveOfPlainLoops(Subject subject) throws IOException {
        // Given
        Weights weights = random(subject.architecture);
        PlainEncoder plain = subject.plain.apply(weights);
        RgbImage at = RandomImages.of(subject.width, subject.height, 3);
        StageStatistics own;
        Aim aim;
        double[] way;
        Encoder.Gradient gradient;
        try (Encoder under = TensorflowEncoder.load("tiny", weights, subject.architecture, false, 1)) {
            own = under.statistics(RandomImages.of(subject.width, subject.height, 1));
            StageStatistics goal = under.statistics(RandomImages.of(subject.width, subject.height, 2));
            way = own.squaredDistance(goal);
            double[] pull = new double[way.length];
            for (int l = 0; l < pull.length; l++) {
                pull[l] = 0.3 * l;
            }
            aim = new Aim(own, goal, pull);
            gradient = under.slope(at, aim, way, 0);
        }
        Random random = new Random(4);
        for (int direction = 0; direction < 3; direction++) {
            // When
            float[] ahead = at.values().clone();
            float[] behind = at.values().clone();
            double expected = 0;
            double length = 0;
            for (int i = 0; i < ahead.length; i++) {
                double d = direction == 0 ? Math.signum(gradient.byPixel()[i]) : random.nextGaussian();
                ahead[i] += (float) (1e-5 * d);
                behind[i] -= (float) (1e-5 * d);
                expected += (double) gradient.byPixel()[i] * (ahead[i] - behind[i]);
                length += Math.pow(ahead[i] - behind[i], 2);
            }
            double rise = objective(plain, new RgbImage(subject.width, subject.height, ahead), aim, way)
                    - objective(plain, new RgbImage(subject.width, subject.height, behind), aim, way);
            // Then
            double steepest = norm(gradient.byPixel()) * Math.sqrt(length / at.values().length);
            assertThat(rise).isEqualTo(expected, within(0.02 * Math.max(Math.abs(expected), steepest)));
        }
        assertThat(gradient.value()).isEqualTo(objective(plain, at, aim, way), within(1e-2));
    }

    /** Resizing it back changes next to nothing. */
    private static double smooth(double x, double y, int channel) {
        return 0.5 + 0.3 * Math.sin(0.05 * x + channel) * Math.cos(0.04 * y);
    }

    @Test
    void aTransformerSeesTheMiddleOfALargerPictureAsItsShorterSideFits() throws IOException {
        // Given
        ClipArchitecture clip = new ClipArchitecture(12, 56, 2, 20, 3, true);
        Weights weights = random(clip);
        RgbImage small = RandomImages.of(224, 224, 7);
        float[] wide = new float[3 * 448 * 672];
        for (int i = 0; i < wide.length; i++) {
            int x = Math.clamp(i / 3 % 672 / 2 - 56, 0, 223);
            int y = i / 3 / 672 / 2;
            int channel = i % 3;
            wide[i] = (float) smooth(x, y, channel);
        }
        float[] middle = new float[small.values().length];
        for (int i = 0; i < middle.length; i++) {
            int x = i / 3 % 224;
            int y = i / 3 / 224;
            int channel = i % 3;
            middle[i] = (float) smooth(x, y, channel);
        }
        // When
        try (Encoder under = TensorflowEncoder.load("clip", weights, clip, false, 1)) {
            StageStatistics seen = under.statistics(new RgbImage(672, 448, wide));
            StageStatistics expected = under.statistics(new RgbImage(224, 224, middle));
            double[] apart = expected.squaredDistance(under.statistics(small));
            // Then
            double[] near = expected.squaredDistance(seen);
            for (int layer = 0; layer < near.length; layer++) {
                assertThat(near[layer]).isLessThan(0.01 * apart[layer]);
            }
        }
    }

    /** In double precision, as differences of floats would drown in rounding. */
    private static double objective(PlainEncoder plain, RgbImage image, Aim aim, double[] way) {
        List<double[][]> seen = plain.statistics(image);
        double sum = 0;
        for (int l = 0; l < way.length; l++) {
            double pull = aim.pull()[l];
            sum += (1 - pull) * gain(seen.get(l), aim.own().layers().get(l), way[l])
                    - pull * gain(seen.get(l), aim.goal().layers().get(l), way[l]);
        }
        return sum / way.length;
    }

    private static double gain(double[][] seen, StageStatistics.Layer from, double way) {
        double distance = 0;
        for (int c = 0; c < from.mean().length; c++) {
            distance += Math.pow(seen[0][c] - from.mean()[c], 2) + Math.pow(seen[1][c] - from.deviation()[c], 2);
        }
        return Math.log(distance / from.mean().length / way + 1e-6);
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
