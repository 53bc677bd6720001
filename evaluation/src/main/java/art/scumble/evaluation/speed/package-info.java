/** What a cloak costs, and how near the search comes to what the machine can do. */
@NullMarked
package art.scumble.evaluation.speed;

import org.jspecify.annotations.NullMarked;
