/** What platforms and operators order of jobs. */
@NullMarked
package art.scumble.ingest.control;

import org.jspecify.annotations.NullMarked;
