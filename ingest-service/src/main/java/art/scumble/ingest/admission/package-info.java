/** From submitted to admitted: the gateway is asked for each source. */
@NullMarked
package art.scumble.ingest.admission;

import org.jspecify.annotations.NullMarked;
