/** The search's step on DJL's PyTorch engine. */
@NullMarked
package art.scumble.evaluation.pytorch;

import org.jspecify.annotations.NullMarked;
