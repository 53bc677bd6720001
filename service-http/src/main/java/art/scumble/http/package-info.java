/** Errors as RFC 9457 problems, the same from every service. */
@NullMarked
package art.scumble.http;

import org.jspecify.annotations.NullMarked;
