/** Jobs as they come in, however long their lists are. */
@NullMarked
package art.scumble.ingest.manifest;

import org.jspecify.annotations.NullMarked;
