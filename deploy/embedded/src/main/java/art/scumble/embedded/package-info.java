@NullMarked
package art.scumble.embedded;

import org.jspecify.annotations.NullMarked;
