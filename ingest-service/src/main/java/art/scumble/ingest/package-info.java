@NullMarked
package art.scumble.ingest;

import org.jspecify.annotations.NullMarked;
