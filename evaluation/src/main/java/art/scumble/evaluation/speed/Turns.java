package art.scumble.evaluation.speed;

import java.util.ArrayList;
import java.util.List;

/** Pieces of work that are timed in turns, so that whatever else the machine does strikes them all. */
final class Turns {
    private static final int WARM_UPS = 2;

    /**
     * A piece of work.
     *
     * @param name what it is
     * @param operations floating-point operations of doing it once
     */
    record Piece(String name, long operations, Runnable work) {}

    /**
     * What a piece took.
     *
     * @param spent medians over the rounds, once each
     */
    record Time(Piece piece, Spent spent) {
        /** Billions of floating-point operations a second of wall time. */
        double gigaflops() {
            return piece.operations / spent.wallSeconds() / 1e9;
        }
    }

    private Turns() {}

    /** The times of these pieces, in their order, after a warm-up. */
    static List<Time> of(List<Piece> pieces, int rounds) {
        List<List<Spent>> spent = new ArrayList<>();
        pieces.forEach(piece -> spent.add(new ArrayList<>()));
        for (int round = -WARM_UPS; round < rounds; round++) {
            for (int i = 0; i < pieces.size(); i++) {
                Spent once = Spent.by(pieces.get(i).work());
                if (round >= 0) {
                    spent.get(i).add(once);
                }
            }
        }
        List<Time> times = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            times.add(new Time(pieces.get(i), Spent.median(spent.get(i))));
        }
        return times;
    }
}
