/** Puts results where tenants want them. */
@NullMarked
package art.scumble.gateway.delivery;

import org.jspecify.annotations.NullMarked;
