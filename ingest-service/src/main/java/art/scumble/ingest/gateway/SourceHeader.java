package art.scumble.ingest.gateway;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What a source is by its first bytes, or why it would not be taken.
 *
 * @param pixels width by height; absent where the first bytes don't tell
 * @param code of the refusal
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SourceHeader(
        @Nullable Long sizeBytes,
        @Nullable MediaType mediaType,
        @Nullable Long pixels,
        @Nullable FailureCode code) {}
