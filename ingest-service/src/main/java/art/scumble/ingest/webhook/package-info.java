/** Tells platforms what has become of their artworks, by Standard Webhooks. */
@NullMarked
package art.scumble.ingest.webhook;

import org.jspecify.annotations.NullMarked;
