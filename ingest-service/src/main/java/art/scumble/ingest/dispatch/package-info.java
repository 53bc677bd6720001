/** From the backlog to the belt, never more than a window. */
@NullMarked
package art.scumble.ingest.dispatch;

import org.jspecify.annotations.NullMarked;
