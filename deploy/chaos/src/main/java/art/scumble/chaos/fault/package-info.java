/** What goes wrong, drawn by a seed. */
@NullMarked
package art.scumble.chaos.fault;

import org.jspecify.annotations.NullMarked;
