/** The commands of {@code ./scumble models}. */
@NullMarked
package art.scumble.worker.command;

import org.jspecify.annotations.NullMarked;
