/** Tasks from the belt, one after another, and what became of each. */
@NullMarked
package art.scumble.worker.task;

import org.jspecify.annotations.NullMarked;
