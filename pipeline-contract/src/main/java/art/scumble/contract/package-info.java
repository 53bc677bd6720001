/** What the services say to each other: records, outcomes and topic names. Nothing here knows a framework. */
@NullMarked
package art.scumble.contract;

import org.jspecify.annotations.NullMarked;
