/** Which platform is calling. */
@NullMarked
package art.scumble.ingest.tenant;

import org.jspecify.annotations.NullMarked;
