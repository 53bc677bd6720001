package art.scumble.worker.encoder;

import art.scumble.contract.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several encoders as one: its layers are theirs, one after another, and a search asks them in turns, each as often as its
 * weight says.
 */
public final class EnsembleEncoder implements Encoder {
    /**
     * An encoder in an ensemble.
     *
     * @param encoder with a single member
     * @param weight of its objective, above 0
     * @param objective where it moves the picture's features
     */
    public record Part(Encoder encoder, double weight, Objective objective) {
        public Part {
            if (!(weight > 0) || !Double.isFinite(weight)) {
                throw new IllegalArgumentException("the weight of an encoder is above 0");
            }
        }
    }

    private final List<Part> parts;
    private final double weights;

    /** Takes the encoders over: they close with it. */
    public EnsembleEncoder(List<Part> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("an ensemble has an encoder at least");
        }
        this.parts = List.copyOf(parts);
        this.weights = parts.stream().mapToDouble(Part::weight).sum();
    }

    @Override
    public List<Member> members() {
        return parts.stream()
                .map(part -> {
                    Member own = part.encoder.members().getFirst();
                    return new Member(own.identity(), part.weight / weights, own.layers(), part.objective);
                })
                .toList();
    }

    @Override
    public StageStatistics statistics(RgbImage image) {
        return StageStatistics.joined(
                parts.stream().map(part -> part.encoder.statistics(image)).toList());
    }

    @Override
    public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
        int turn = turn(step);
        int from = parts.subList(0, turn).stream()
                .mapToInt(EnsembleEncoder::layers)
                .sum();
        int layers = layers(parts.get(turn));
        double[] ownWay = Arrays.copyOfRange(way, from, from + layers);
        return parts.get(turn).encoder.slope(image, aim.part(from, layers), ownWay, step);
    }

    private static int layers(Part part) {
        return part.encoder.members().getFirst().layers();
    }

    /** Whose step it is: each gains its share in every step, and who has most pays one for its turn. */
    private int turn(int step) {
        double[] credit = new double[parts.size()];
        int turn = 0;
        for (int at = 0; at <= step; at++) {
            turn = 0;
            for (int index = 0; index < credit.length; index++) {
                credit[index] += parts.get(index).weight / weights;
                turn = credit[index] > credit[turn] ? index : turn;
            }
            credit[turn]--;
        }
        return turn;
    }

    /** What each member sees of statistics of them all. */
    public static List<StageStatistics> split(StageStatistics all, List<Member> members) {
        List<StageStatistics> split = new ArrayList<>();
        int from = 0;
        for (Member member : members) {
            split.add(all.part(from, member.layers()));
            from += member.layers();
        }
        return split;
    }

    @Override
    public void close() {
        parts.forEach(part -> part.encoder.close());
    }
}
