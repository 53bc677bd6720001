/** The artist's assigned style, from style-catalog. */
@NullMarked
package art.scumble.worker.catalog;

import org.jspecify.annotations.NullMarked;
