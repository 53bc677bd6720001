/** Figures of an evaluation: measured picture by picture, kept as lines, summed up in a scorecard. */
@NullMarked
package art.scumble.evaluation.score;

import org.jspecify.annotations.NullMarked;
