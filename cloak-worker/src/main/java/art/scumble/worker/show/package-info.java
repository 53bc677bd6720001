/** What {@code ./scumble show} makes of a folder of results: one page to look at. */
@NullMarked
package art.scumble.worker.show;

import org.jspecify.annotations.NullMarked;
