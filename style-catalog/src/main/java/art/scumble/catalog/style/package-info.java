/** The public-domain styles and their statistics. */
@NullMarked
package art.scumble.catalog.style;

import org.jspecify.annotations.NullMarked;
