package art.scumble.ingest.job;

import art.scumble.contract.Lane;
import art.scumble.contract.TenantId;

/**
 * What is said of a job as a whole when it is submitted.
 *
 * @param key its Idempotency-Key
 * @param lane that its artworks take
 * @param force whether works that are protected already are protected anew
 * @param traceParent the trace that its artworks belong to
 */
public record Submission(TenantId tenant, String key, Lane lane, boolean force, String traceParent) {}
