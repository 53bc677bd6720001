/** What workers tell, counted once. */
@NullMarked
package art.scumble.ingest.outcome;

import org.jspecify.annotations.NullMarked;
