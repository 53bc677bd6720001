package art.scumble.evaluation.score;

import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.VisibilityBudget;

/**
 * One way to cloak.
 *
 * @param name in the scores
 */
public record Setting(String name, Cloaker cloaker, VisibilityBudget.Limits limits) {}
