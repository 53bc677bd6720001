/** storage-gateway, as ingest calls it. */
@NullMarked
package art.scumble.ingest.gateway;

import org.jspecify.annotations.NullMarked;
