/** What a job would take, without doing it. */
@NullMarked
package art.scumble.ingest.estimate;

import org.jspecify.annotations.NullMarked;
