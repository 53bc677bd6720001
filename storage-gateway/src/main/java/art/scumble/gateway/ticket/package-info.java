/** Presigned URLs, and what they are for. */
@NullMarked
package art.scumble.gateway.ticket;

import org.jspecify.annotations.NullMarked;
