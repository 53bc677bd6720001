/** Networks that no search of ours works on, as encoders. */
@NullMarked
package art.scumble.evaluation.network;

import org.jspecify.annotations.NullMarked;
