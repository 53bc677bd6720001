/** Takes jobs from platforms, keeps the backlog, and counts every outcome once. */
@NullMarked
package art.scumble.ingest;

import org.jspecify.annotations.NullMarked;
