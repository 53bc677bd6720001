/** The only holder of object-store credentials: admits uploads and hands out tickets. */
@NullMarked
package art.scumble.gateway;

import org.jspecify.annotations.NullMarked;
