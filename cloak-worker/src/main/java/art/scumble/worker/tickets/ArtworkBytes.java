package art.scumble.worker.tickets;

import art.scumble.contract.ArtworkRef;
import art.scumble.contract.MediaType;

/** Reads sources and stores results. */
public interface ArtworkBytes {
    /** The source of an artwork, verified against its hash. */
    byte[] source(ArtworkRef artwork);

    /** Stores the result of one attempt. */
    void storeResult(ArtworkRef artwork, int attempt, MediaType type, byte[] file);
}
