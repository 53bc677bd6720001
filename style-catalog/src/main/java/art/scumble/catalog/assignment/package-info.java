/** Which artist is given which style. */
@NullMarked
package art.scumble.catalog.assignment;

import org.jspecify.annotations.NullMarked;
