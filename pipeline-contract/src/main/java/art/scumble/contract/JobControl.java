package art.scumble.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * Reaches what is with workers already: they drop a stopped job's tasks within a step of the search.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param job whose tasks it is about
 * @param order what is to happen to them
 * @param at when it was ordered, by ingest's clock
 */
public record JobControl(int schemaVersion, UUID job, Order order, Instant at) {
    /** The version that this code writes. */
    public static final int SCHEMA_VERSION = 1;

    /** What is to happen to a job's tasks. */
    public enum Order {
        /** They are given back, and wait. */
        PAUSE,
        /** They may run again. */
        RESUME,
        /** They are given back in vain: ingest has ended them. */
        CANCEL
    }

    public JobControl {
        if (schemaVersion != SCHEMA_VERSION) {
            throw new IllegalArgumentException("unknown schema version of a control message: " + schemaVersion);
        }
    }
}
