@NullMarked
package art.scumble.gateway;

import org.jspecify.annotations.NullMarked;
