/** What platforms do meanwhile: submit, follow, cancel, download. */
@NullMarked
package art.scumble.chaos.load;

import org.jspecify.annotations.NullMarked;
