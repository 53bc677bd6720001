/** The real servers and services, a process each, that can be killed, frozen and cut off from one another. */
@NullMarked
package art.scumble.chaos.stack;

import org.jspecify.annotations.NullMarked;
