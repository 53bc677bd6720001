/** Knows public-domain styles and gives each artist one that is far from their own. */
@NullMarked
package art.scumble.catalog;

import org.jspecify.annotations.NullMarked;
