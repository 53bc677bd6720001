/** Bytes from and to the object store, by tickets from storage-gateway. */
@NullMarked
package art.scumble.worker.tickets;

import org.jspecify.annotations.NullMarked;
