/** The launcher behind {@code ./scumble}: the whole pipeline on one machine, and a client for it. */
@NullMarked
package art.scumble.local;

import org.jspecify.annotations.NullMarked;
