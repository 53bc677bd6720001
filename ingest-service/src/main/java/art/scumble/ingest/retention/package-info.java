/** Has removed what nobody will ask for. */
@NullMarked
package art.scumble.ingest.retention;

import org.jspecify.annotations.NullMarked;
