/** What goes on by itself. */
@NullMarked
package art.scumble.ingest.loop;

import org.jspecify.annotations.NullMarked;
