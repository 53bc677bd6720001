/**
 * What the services say to each other: records, outcomes and topic names; and what an artist's key makes of what they say.
 * Nothing here knows a framework.
 */
@NullMarked
package art.scumble.contract;

import org.jspecify.annotations.NullMarked;
