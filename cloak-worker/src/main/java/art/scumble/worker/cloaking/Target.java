package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.EnsembleEncoder;
import art.scumble.worker.encoder.StageStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * What searches are given to aim at, as an encoder sees it.
 *
 * @param style the artist's assigned public style
 * @param push the direction that all of the artist's works are pushed into, made of what searches that go away from the
 *     own style add to public pictures' statistics; zeros where nobody measured it
 */
public record Target(StageStatistics style, StageStatistics push) {
    /**
     * How much of the objective is the push. Pushed each its own way, an artist's works stay nearly where they were in the
     * mean, and the mean is what a model learns from them; at four fifths they all go one way, and each about as far, and
     * more is lost than if they went nowhere else.
     */
    private static final double PULL = 0.8;

    /** In pushes, how far the goal lies: so far that no search comes near it, which makes it a direction. */
    private static final double FAR = 15;

    /** A style, and no push: each picture goes where it goes best. */
    public static Target of(StageStatistics style) {
        return new Target(style, style.plus(style, -1));
    }

    /** Several encoders' targets as one, in the order of their layers. */
    public static Target joined(List<Target> all) {
        return new Target(
                StageStatistics.joined(all.stream().map(Target::style).toList()),
                StageStatistics.joined(all.stream().map(Target::push).toList()));
    }

    /** Where each encoder moves a picture: away from its own style, along the push, or to the assigned style. */
    Aim aim(StageStatistics own, List<Encoder.Member> members) {
        List<StageStatistics> owns = EnsembleEncoder.split(own, members);
        List<StageStatistics> styles = EnsembleEncoder.split(style, members);
        List<StageStatistics> pushes = EnsembleEncoder.split(push, members);
        List<Aim> aims = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            aims.add(
                    switch (members.get(i).objective()) {
                        case AWAY -> along(owns.get(i), pushes.get(i));
                        case TOWARDS -> Aim.towards(styles.get(i));
                    });
        }
        return Aim.joined(aims);
    }

    private static Aim along(StageStatistics own, StageStatistics push) {
        StageStatistics none = push.plus(push, -1);
        double[] length = push.squaredDistance(none);
        double[] pull = new double[length.length];
        for (int l = 0; l < pull.length; l++) {
            pull[l] = length[l] > 0 ? PULL : 0;
        }
        return new Aim(own, own.plus(push, FAR), pull);
    }
}
