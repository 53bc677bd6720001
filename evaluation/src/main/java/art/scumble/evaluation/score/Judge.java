package art.scumble.evaluation.score;

import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import java.util.List;

/**
 * A network that looks at pictures. Its unit is the root of the mean squared distance between two artworks, layer by layer:
 * a distance of 1 is about that of two different artworks, of which the plain mean is somewhat less.
 */
public final class Judge {
    private final Encoder network;
    private final List<StageStatistics> works;
    private final double[] unit;

    private Judge(Encoder network, List<StageStatistics> works, double[] unit) {
        this.network = network;
        this.works = works;
        this.unit = unit;
    }

    /** A judge who knows these artworks, at least two. */
    public static Judge of(Encoder network, List<RgbImage> artworks) {
        List<StageStatistics> works = artworks.stream().map(network::statistics).toList();
        double[] unit = new double[works.getFirst().layers().size()];
        int pairs = 0;
        for (int a = 0; a < works.size(); a++) {
            for (int b = 0; b < a; b++) {
                double[] distance = works.get(a).squaredDistance(works.get(b));
                for (int l = 0; l < unit.length; l++) {
                    unit[l] += distance[l];
                }
                pairs++;
            }
        }
        for (int l = 0; l < unit.length; l++) {
            unit[l] /= pairs;
        }
        return new Judge(network, works, unit);
    }

    /** Name of the network. */
    public String name() {
        return network.members().getFirst().identity().name();
    }

    Encoder network() {
        return network;
    }

    double[] unit() {
        return unit.clone();
    }

    /** What it sees of one of the artworks. */
    StageStatistics work(int index) {
        return works.get(index);
    }

    /** What it sees of any picture. */
    public StageStatistics see(RgbImage picture) {
        return network.statistics(picture);
    }

    /** Mean over layers of the distance of two pictures that it saw, in its unit. */
    public double distance(StageStatistics a, StageStatistics b) {
        double[] squares = a.squaredDistance(b);
        double sum = 0;
        for (int l = 0; l < unit.length; l++) {
            sum += Math.sqrt(squares[l] / unit[l]);
        }
        return sum / unit.length;
    }

    /** Mean distance of a picture from some of the artworks. */
    double distance(StageStatistics picture, List<Integer> artworks) {
        return artworks.stream()
                .mapToDouble(index -> distance(picture, works.get(index)))
                .average()
                .orElseThrow();
    }

    /** The artwork that looks most like the picture. */
    int nearest(StageStatistics picture) {
        int nearest = 0;
        for (int index = 1; index < works.size(); index++) {
            if (distance(picture, works.get(index)) < distance(picture, works.get(nearest))) {
                nearest = index;
            }
        }
        return nearest;
    }
}
