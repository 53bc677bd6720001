package art.scumble.ingest.webhook;

import art.scumble.contract.Lane;
import art.scumble.ingest.job.ArtworkState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An artwork's end, as its transaction left it.
 *
 * @param reference the platform's name for it
 * @param code why, unless it is protected
 */
record EndedArtwork(
        String tenant,
        UUID job,
        UUID artwork,
        String artist,
        String reference,
        Lane lane,
        ArtworkState state,
        Optional<String> code,
        Instant at) {}
