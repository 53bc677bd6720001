/** A picture that may have brought a worker down, in a process of its own. */
@NullMarked
package art.scumble.worker.alone;

import org.jspecify.annotations.NullMarked;
