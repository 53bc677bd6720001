/** Who may call. */
@NullMarked
package art.scumble.catalog.access;

import org.jspecify.annotations.NullMarked;
