/** What happened, in the order that it was seen in. */
@NullMarked
package art.scumble.chaos.history;

import org.jspecify.annotations.NullMarked;
