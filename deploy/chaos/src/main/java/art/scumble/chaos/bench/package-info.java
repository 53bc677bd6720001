/** What the pipeline costs and whom it keeps waiting, measured with a cost model in the cloak's place. */
@NullMarked
package art.scumble.chaos.bench;

import org.jspecify.annotations.NullMarked;
