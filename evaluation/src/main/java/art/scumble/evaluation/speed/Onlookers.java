package art.scumble.evaluation.speed;

import art.scumble.evaluation.network.ForeignNetworks;
import art.scumble.evaluation.picture.Work;
import art.scumble.evaluation.score.Judge;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.ShiftedControl;
import art.scumble.worker.cloaking.WorkingSize;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Networks that no search knew, and how far a cloak moves what they see. */
final class Onlookers implements AutoCloseable {
    /**
     * What one of them saw on copies of one size.
     *
     * @param network its name
     * @param side of the copies in pixels
     * @param displacement from the original; 1 is that of another painting
     * @param shifted the same of the perturbation, shifted
     */
    record Sight(String network, int side, double displacement, double shifted) {}

    private final List<Encoder> networks = new ArrayList<>();
    private final List<Judge> judges = new ArrayList<>();

    /**
     * Opens those that are to be had: without the registry's package there is none.
     *
     * @param paintings whose distances are the unit, at least two
     */
    Onlookers(List<Picture> paintings, Path cache, int threads) {
        List<RgbImage> images = paintings.stream().map(Work::image).toList();
        for (String name : ForeignNetworks.names()) {
            try {
                Encoder network = ForeignNetworks.open(name, cache, threads);
                networks.add(network);
                judges.add(Judge.of(network, images));
            } catch (IOException e) {
                System.out.printf("%s is not to be had, and sees nothing: %s%n", name, e.getMessage());
            }
        }
    }

    /** What each saw of a cloak on copies of this size. */
    List<Sight> see(Picture source, Picture cloaked, int side) {
        RgbImage shifted = ShiftedControl.of(Work.image(source), Work.image(cloaked));
        RgbImage original = copy(source, side);
        RgbImage moved = copy(cloaked, side);
        RgbImage control = copy(Work.picture(shifted), side);
        return judges.stream()
                .map(judge -> {
                    var own = judge.see(original);
                    return new Sight(
                            judge.name(),
                            side,
                            judge.distance(own, judge.see(moved)),
                            judge.distance(own, judge.see(control)));
                })
                .toList();
    }

    private static RgbImage copy(Picture picture, int side) {
        return new WorkingSize(side, side).of(picture);
    }

    @Override
    public void close() {
        networks.forEach(Encoder::close);
    }
}
