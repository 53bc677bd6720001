package art.scumble.gateway.admission;

import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A source that lies under its content-addressed key.
 *
 * @param sha256 of its bytes
 * @param sizeBytes at least 1
 * @param mediaType by its bytes
 * @param pixels width by height as the header claims, or null where it can't be read
 */
public record Admitted(
        Sha256 sha256,
        long sizeBytes,
        MediaType mediaType,
        @Nullable Long pixels) {}
