/** Finds artworks that got lost on the belt or with a worker. */
@NullMarked
package art.scumble.ingest.sweep;

import org.jspecify.annotations.NullMarked;
