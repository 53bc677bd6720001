/** Who may call. */
@NullMarked
package art.scumble.gateway.access;

import org.jspecify.annotations.NullMarked;
