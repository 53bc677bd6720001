/** Which encoders are at hand, and how others come. */
@NullMarked
package art.scumble.worker.models;

import org.jspecify.annotations.NullMarked;
