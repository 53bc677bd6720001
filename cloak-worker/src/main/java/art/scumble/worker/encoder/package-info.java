/** Image encoders, as the search sees them, and their weights. Plain Java. */
@NullMarked
package art.scumble.worker.encoder;

import org.jspecify.annotations.NullMarked;
