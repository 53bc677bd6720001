package art.scumble.ingest.job;

import art.scumble.contract.Lane;
import art.scumble.contract.TenantId;
import java.util.Optional;

/**
 * What is said of a job as a whole when it is submitted.
 *
 * @param key its Idempotency-Key
 * @param lane that its artworks take
 * @param force whether works that are protected already are protected anew
 * @param deliverTo template of the results' keys in the tenant's own bucket; empty if they are fetched
 * @param traceParent the trace that its artworks belong to
 */
public record Submission(
        TenantId tenant, String key, Lane lane, boolean force, Optional<String> deliverTo, String traceParent) {}
