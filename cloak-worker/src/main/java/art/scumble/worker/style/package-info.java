/** Measuring public styles, for the catalog. */
@NullMarked
package art.scumble.worker.style;

import org.jspecify.annotations.NullMarked;
