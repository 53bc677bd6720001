package art.scumble.evaluation.score;

import art.scumble.evaluation.picture.Work;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured on one artwork.
 *
 * @param setting name of the way in which it was cloaked
 * @param figures by their names, parts of which have slashes between: {@code effect/NETWORK/DAMAGE/WHAT} and
 *     {@code lost/MIMIC/JUDGE/DAMAGE/WHAT}, where WHAT is cloaked, shifted or noise; {@code moved/MIMIC/JUDGE/DAMAGE/WHAT} is
 *     what was lost in the judge's unit, where WHAT may be stranger or untaught as well, and figures with {@code -error} behind
 *     their first part are standard errors
 */
public record Score(String setting, String work, String family, Work.Role role, Map<String, Double> figures) {
    public Score {
        figures = new TreeMap<>(figures);
    }
}
