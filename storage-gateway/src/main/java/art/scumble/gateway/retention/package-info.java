/** Removes what nobody will ask for. */
@NullMarked
package art.scumble.gateway.retention;

import org.jspecify.annotations.NullMarked;
