/** Another way to cloak, to hold ours against. */
@NullMarked
package art.scumble.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
