/** Files into pixels and back, with everything that was in them. Untrusted bytes are read with limits. Plain Java. */
@NullMarked
package art.scumble.worker.artwork;

import org.jspecify.annotations.NullMarked;
