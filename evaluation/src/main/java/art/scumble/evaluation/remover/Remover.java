package art.scumble.evaluation.remover;

import art.scumble.worker.encoder.RgbImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Tells cloaked pictures from others, and takes off them what it sees, as far as it was taught. */
public final class Remover implements AutoCloseable {
    /**
     * A picture that it learns from, as it is and cloaked.
     *
     * @param cloaked of the same size
     */
    public record Lesson(RgbImage plain, RgbImage cloaked) {}

    private static final int PIECES = 24;
    private static final int SIDE = 96;
    private static final double RATE = 4e-3;
    private static final double LAST_RATE = 0.02;
    private static final int ONE_IN_PLAIN = 3;

    private final RemoverNetwork network;

    private Remover(RemoverNetwork network) {
        this.network = network;
    }

    /**
     * Teaches one by pieces of these pictures, mirrored and turned; a third of the pieces are as they are. Pictures that
     * are less than {@value #SIDE} pixels high or wide are left out.
     *
     * @throws IllegalArgumentException if that leaves none
     * @param threads for one computation, at least 1
     */
    public static Remover taught(List<Lesson> all, int steps, int threads) {
        List<Lesson> lessons = all.stream()
                .filter(lesson -> Math.min(lesson.plain.width(), lesson.plain.height()) >= SIDE)
                .toList();
        if (lessons.isEmpty()) {
            throw new IllegalArgumentException("a remover needs works of the role trained, 96 pixels high and wide");
        }
        RemoverNetwork network = new RemoverNetwork(1, threads);
        Random random = new Random(1);
        for (int step = 0; step < steps; step++) {
            double rate = RATE * (LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + Math.cos(Math.PI * step / steps)));
            network.learn(pieces(lessons, random), rate);
        }
        return new Remover(network);
    }

    private static RemoverNetwork.Pieces pieces(List<Lesson> lessons, Random random) {
        float[] images = new float[PIECES * SIDE * SIDE * 3];
        float[] added = new float[PIECES * SIDE * SIDE];
        for (int piece = 0; piece < PIECES; piece++) {
            Lesson lesson = lessons.get(random.nextInt(lessons.size()));
            Piece at = Piece.of(lesson.plain, random);
            boolean plain = piece % ONE_IN_PLAIN == 0;
            at.copy(lesson, plain ? lesson.plain : lesson.cloaked, piece, images, added);
        }
        return new RemoverNetwork.Pieces(PIECES, SIDE, images, added);
    }

    /** Where a piece lies in its picture, and which way round it is seen. */
    private record Piece(int left, int top, boolean mirrored, boolean turned) {
        static Piece of(RgbImage image, Random random) {
            return new Piece(
                    random.nextInt(image.width() - SIDE + 1),
                    random.nextInt(image.height() - SIDE + 1),
                    random.nextBoolean(),
                    random.nextBoolean());
        }

        void copy(Lesson lesson, RgbImage shown, int piece, float[] images, float[] added) {
            for (int i = 0; i < SIDE * SIDE; i++) {
                int across = turned ? i / SIDE : i % SIDE;
                int down = turned ? i % SIDE : i / SIDE;
                int x = left + (mirrored ? SIDE - 1 - across : across);
                int from = 3 * ((top + down) * shown.width() + x);
                int to = piece * SIDE * SIDE + i;
                for (int c = 0; c < 3; c++) {
                    float value = shown.values()[from + c];
                    images[3 * to + c] = value;
                    added[to] += (value - lesson.plain.values()[from + c]) / 3;
                }
            }
        }
    }

    /** How much it sees that was added: root mean square over the pixels, in the image's units. */
    public double suspicion(RgbImage image) {
        double squares = 0;
        float[] added = added(image);
        for (float change : added) {
            squares += change * change;
        }
        return Math.sqrt(squares / added.length);
    }

    /** The picture without what it sees; a few pixels at the right and the lower edge stay as they are. */
    public RgbImage removed(RgbImage image) {
        float[] added = added(image);
        float[] values = image.values().clone();
        int width = onGrid(image.width());
        for (int i = 0; i < added.length; i++) {
            int to = 3 * (i / width * image.width() + i % width);
            for (int c = to; c < to + 3; c++) {
                values[c] = Math.clamp(values[c] - added[i], 0f, 1f);
            }
        }
        return new RgbImage(image.width(), image.height(), values);
    }

    private float[] added(RgbImage image) {
        int width = onGrid(image.width());
        int height = onGrid(image.height());
        float[] values = new float[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(image.values(), 3 * y * image.width(), values, 3 * y * width, 3 * width);
        }
        return network.added(new RgbImage(width, height, values));
    }

    private static int onGrid(int side) {
        return side / RemoverNetwork.GRID * RemoverNetwork.GRID;
    }

    /**
     * How well a figure tells two kinds apart: the part of all pairs in which that of the second kind is the larger
     * (area under the ROC curve); 0.5 is a guess, 1 is never wrong.
     */
    public static double auc(double[] first, double[] second) {
        double larger = 0;
        for (double one : first) {
            larger += Arrays.stream(second)
                    .map(other -> other > one ? 1 : other == one ? 0.5 : 0)
                    .sum();
        }
        return larger / (first.length * (double) second.length);
    }

    @Override
    public void close() {
        network.close();
    }
}
