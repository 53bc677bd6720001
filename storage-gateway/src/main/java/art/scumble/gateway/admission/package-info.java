/** From staging to a content-addressed key. */
@NullMarked
package art.scumble.gateway.admission;

import org.jspecify.annotations.NullMarked;
