/** Requests to addresses that somebody else has chosen, without letting them reach what is inside. */
@NullMarked
package art.scumble.http.outbound;

import org.jspecify.annotations.NullMarked;
