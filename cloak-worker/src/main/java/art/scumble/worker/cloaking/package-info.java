/** The cloak: what may change, in which direction, and what it did. Plain Java. */
@NullMarked
package art.scumble.worker.cloaking;

import org.jspecify.annotations.NullMarked;
