/** Proxies between any two parts, which delay, hold up, break and lie. */
@NullMarked
package art.scumble.chaos.wire;

import org.jspecify.annotations.NullMarked;
