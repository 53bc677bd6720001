package art.scumble.contract;

import java.util.UUID;

/**
 * One attempt at protecting one artwork.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param job the job it belongs to
 * @param artwork what to protect
 * @param attempt from 1; the fencing token: events of an older attempt are ignored
 * @param artist whose style is to be protected
 * @param intensity how visible the cloak may be
 * @param suspect whether an earlier attempt may have brought its worker down or failed in a way that nobody foresaw;
 *     such an artwork runs alone, in a process of its own
 * @param simulated whether everything but the search is to be done: for a tenant that tries Scumble out
 */
public record CloakTask(
        int schemaVersion,
        UUID job,
        ArtworkRef artwork,
        int attempt,
        ArtistId artist,
        Intensity intensity,
        boolean suspect,
        boolean simulated) {
    /** The version that this code writes. */
    public static final int SCHEMA_VERSION = 1;

    public CloakTask {
        if (schemaVersion != SCHEMA_VERSION) {
            throw new IllegalArgumentException("unknown schema version of a task: " + schemaVersion);
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts count from 1");
        }
    }

    /** The same task, to be run alone. */
    public CloakTask asSuspect() {
        return new CloakTask(schemaVersion, job, artwork, attempt, artist, intensity, true, simulated);
    }
}
