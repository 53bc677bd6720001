/** Teaches a narrow encoder what a wide one sees, so that there is one to ship. */
@NullMarked
package art.scumble.worker.distillation;

import org.jspecify.annotations.NullMarked;
