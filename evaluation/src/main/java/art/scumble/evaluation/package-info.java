/** {@code ./scumble evaluate}: what a cloak does to networks and mimics that it was not searched on. */
@NullMarked
package art.scumble.evaluation;

import org.jspecify.annotations.NullMarked;
