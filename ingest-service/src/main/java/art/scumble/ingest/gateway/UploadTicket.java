package art.scumble.ingest.gateway;

import java.time.Instant;
import java.util.UUID;

/**
 * Leave to upload one source.
 *
 * @param upload to be named when the artwork is submitted
 * @param url for a PUT of the file's bytes
 * @param expiresAt when that is over
 */
public record UploadTicket(UUID upload, String url, Instant expiresAt) {}
