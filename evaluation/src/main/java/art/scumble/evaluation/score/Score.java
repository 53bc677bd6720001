package art.scumble.evaluation.score;

import art.scumble.evaluation.picture.Work;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured on one artwork.
 *
 * @param setting name of the way in which it was cloaked
 * @param figures by their names, parts of which have slashes between: {@code effect/NETWORK/DAMAGE/WHAT} and
 *     {@code lost/MIMIC/JUDGE/DAMAGE/WHAT}, where WHAT is cloaked, shifted or noise; {@code way/MIMIC/JUDGE/DAMAGE} is what
 *     1 of lost stands for, and {@code error/MIMIC/JUDGE/DAMAGE/WHAT} a standard error, of the way too
 */
public record Score(String setting, String work, String family, Work.Role role, Map<String, Double> figures) {
    public Score {
        figures = new TreeMap<>(figures);
    }
}
