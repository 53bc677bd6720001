/** Jobs and their artworks, from submission to answer. */
@NullMarked
package art.scumble.ingest.job;

import org.jspecify.annotations.NullMarked;
