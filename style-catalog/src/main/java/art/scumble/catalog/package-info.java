@NullMarked
package art.scumble.catalog;

import org.jspecify.annotations.NullMarked;
