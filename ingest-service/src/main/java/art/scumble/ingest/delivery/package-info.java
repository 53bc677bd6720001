/** Brings results to the tenants' own buckets. */
@NullMarked
package art.scumble.ingest.delivery;

import org.jspecify.annotations.NullMarked;
