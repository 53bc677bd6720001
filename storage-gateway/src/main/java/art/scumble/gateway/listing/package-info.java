/** Lists what tenants keep. */
@NullMarked
package art.scumble.gateway.listing;

import org.jspecify.annotations.NullMarked;
