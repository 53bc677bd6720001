package art.scumble.worker.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetrievalTest {
    private static final int SIDE = 192;

    /** Four pictures of four tiles each, each brighter than the one before. */
    private final Retrieval retrieval =
            new Retrieval(IntStream.range(0, 4).mapToObj(RetrievalTest::picture).toList());

    private static Picture picture(int number) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        Random random = new Random(number);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (40 + 50 * number + random.nextInt(9));
        }
        return Picture.opaque(SIDE, SIDE, rgb);
    }

    @Test
    void findsTilesByWhatAnEncoderSees() {
        // When
        Retrieval.Rates rates = retrieval.of(new Seeing(RetrievalTest::brightness));
        // Then
        assertThat(rates.plain()).isEqualTo(1);
        assertThat(rates.worn()).isBetween(0.3, 1.0);
    }

    @Test
    void findsNoMoreThanByGuessingWhatAnEncoderDoesNotSee() {
        // Given
        Random random = new Random(1);
        // When
        double sum = 0;
        for (int round = 0; round < 60; round++) {
            sum += retrieval.of(new Seeing(image -> random.nextDouble())).plain();
        }
        // Then
        assertThat(retrieval.tiles()).isEqualTo(16);
        assertThat(retrieval.chance()).isEqualTo(3 / 15.0, within(1e-9));
        assertThat(sum / 60).isEqualTo(retrieval.chance(), within(0.08));
    }

    private static double brightness(RgbImage image) {
        double sum = 0;
        for (float value : image.values()) {
            sum += value;
        }
        return sum / image.values().length;
    }

    /** Sees one thing, and its square, so that what it sees has a direction. */
    private record Seeing(ToDoubleFunction<RgbImage> what) implements Encoder {
        @Override
        public List<Member> members() {
            return List.of();
        }

        @Override
        public StageStatistics statistics(RgbImage image) {
            float value = (float) what.applyAsDouble(image);
            return new StageStatistics(
                    List.of(new StageStatistics.Layer("only", new float[] {value}, new float[] {value * value})));
        }

        @Override
        public Gradient slope(RgbImage image, Aim aim, double[] way) {
            throw new UnsupportedOperationException("nothing is searched");
        }

        @Override
        public void close() {}
    }
}
