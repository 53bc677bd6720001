package art.scumble.evaluation.score;

import art.scumble.evaluation.baseline.UniformSearch;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.VisibilityBudget;
import java.util.Optional;

/**
 * One way to cloak.
 *
 * @param name in the scores
 * @param baseline another search, if it is to be held against that one
 */
public record Setting(String name, Cloaker cloaker, VisibilityBudget.Limits limits, Optional<UniformSearch> baseline) {}
