/** SQL, briefly. */
@NullMarked
package art.scumble.ingest.database;

import org.jspecify.annotations.NullMarked;
