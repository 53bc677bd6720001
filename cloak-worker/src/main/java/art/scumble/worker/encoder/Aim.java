package art.scumble.worker.encoder;

import java.util.Arrays;
import java.util.List;

/**
 * Where a search moves a picture's statistics: away from the own style, towards a goal, or both at once.
 *
 * @param own statistics that it goes away from
 * @param goal statistics that it goes towards, of the same layers
 * @param pull of each layer, from 0 (away only) to 1 (towards only)
 */
public record Aim(StageStatistics own, StageStatistics goal, double[] pull) {
    public Aim {
        if (own.layers().size() != pull.length || goal.layers().size() != pull.length) {
            throw new IllegalArgumentException("an aim has as many goals and pulls as layers");
        }
    }

    /** Away from the own style, wherever that leads. */
    public static Aim away(StageStatistics own) {
        return new Aim(own, own, new double[own.layers().size()]);
    }

    /** Towards a goal, however far from the own style. */
    public static Aim towards(StageStatistics goal) {
        double[] pull = new double[goal.layers().size()];
        Arrays.fill(pull, 1);
        return new Aim(goal, goal, pull);
    }

    /** Several encoders' aims as one, in the order of their layers. */
    public static Aim joined(List<Aim> all) {
        return new Aim(
                StageStatistics.joined(all.stream().map(Aim::own).toList()),
                StageStatistics.joined(all.stream().map(Aim::goal).toList()),
                all.stream().flatMapToDouble(aim -> Arrays.stream(aim.pull)).toArray());
    }

    /** The part of so many layers from one on. */
    Aim part(int from, int layers) {
        return new Aim(own.part(from, layers), goal.part(from, layers), Arrays.copyOfRange(pull, from, from + layers));
    }
}
