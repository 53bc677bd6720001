package art.scumble.ingest.gateway;

import art.scumble.contract.ArtworkRef;
import org.jspecify.annotations.Nullable;

/**
 * A source that storage-gateway has taken in.
 *
 * @param ref what workers are told
 * @param pixels width by height as the file's header claims, where it can be read
 */
public record AdmittedSource(ArtworkRef ref, @Nullable Long pixels) {}
