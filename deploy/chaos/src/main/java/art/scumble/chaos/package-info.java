/** The whole pipeline under faults, and what it guarantees meanwhile. */
@NullMarked
package art.scumble.chaos;

import org.jspecify.annotations.NullMarked;
