/** Trains an encoder of another kind than the autoencoders', without labels and without a teacher, to search on beside them. */
@NullMarked
package art.scumble.worker.surrogate;

import org.jspecify.annotations.NullMarked;
