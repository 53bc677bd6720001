@NullMarked
package art.scumble.local;

import org.jspecify.annotations.NullMarked;
