package art.scumble.evaluation.score;

import art.scumble.evaluation.picture.Work;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured on one artwork.
 *
 * @param setting name of the way in which it was cloaked
 * @param figures by their names, parts of which have slashes between. Of a work {@code effect/NETWORK/DAMAGE/WHAT},
 *     {@code approach/NETWORK/WHAT}, {@code lost/MIMIC/JUDGE/DAMAGE/WHAT}, {@code recognised/MIMIC/JUDGE/DAMAGE/WHAT},
 *     {@code visibility/MEASURE}, {@code suspicion/WHAT}, {@code seconds} and {@code refused} (1 or 0), where WHAT is
 *     original, cloaked, shifted, noise or baseline, and DAMAGE {@code plain-one} for one content's part of plain. Of a set,
 *     DAMAGE is how much of it is cloaked or {@code set-alone}, {@code mean/JUDGE/WHAT} how far its mean moves, and
 *     {@code moved/MIMIC/JUDGE/DAMAGE/WHAT} what was lost in the judge's unit, where WHAT may be stranger or untaught as
 *     well; figures with {@code -error} behind their first part are standard errors
 */
public record Score(String setting, String work, String family, Work.Role role, Map<String, Double> figures) {
    public Score {
        figures = new TreeMap<>(figures);
    }
}
