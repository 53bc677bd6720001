@NullMarked
package art.scumble.worker;

import org.jspecify.annotations.NullMarked;
