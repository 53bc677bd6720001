/** Real servers without Docker, each a process of its own, that die with whoever started them. */
@NullMarked
package art.scumble.embedded;

import org.jspecify.annotations.NullMarked;
