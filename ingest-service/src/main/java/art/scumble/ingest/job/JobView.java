package art.scumble.ingest.job;

import art.scumble.contract.Lane;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A job as platforms see it.
 *
 * @param id of the job
 * @param lane that it takes
 * @param createdAt when it was accepted
 * @param control what its platform wants of it
 * @param counts of its artworks by state, in lower case, zeros included
 * @param finished whether every artwork has ended
 */
public record JobView(
        UUID id, Lane lane, Instant createdAt, Control control, Map<String, Long> counts, boolean finished) {}
