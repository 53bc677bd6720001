/** The encoders as TensorFlow graphs, run through DJL. */
@NullMarked
package art.scumble.worker.tensorflow;

import org.jspecify.annotations.NullMarked;
