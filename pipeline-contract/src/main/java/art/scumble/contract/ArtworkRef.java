package art.scumble.contract;

import java.util.UUID;

/**
 * The claim check of a stored artwork: what a message carries instead of bytes or URLs.
 *
 * @param tenant whose artwork it is
 * @param id the artwork
 * @param sha256 of the stored source, verified by storage-gateway, and again by whoever reads it
 * @param sizeBytes of the stored source, at least 1
 * @param mediaType by its bytes
 */
public record ArtworkRef(TenantId tenant, UUID id, Sha256 sha256, long sizeBytes, MediaType mediaType) {
    public ArtworkRef {
        if (sizeBytes < 1) {
            throw new IllegalArgumentException("a stored artwork has at least one byte");
        }
    }
}
