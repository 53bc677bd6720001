/** Errors as problems. */
@NullMarked
package art.scumble.ingest.access;

import org.jspecify.annotations.NullMarked;
