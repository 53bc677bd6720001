package art.scumble.ingest.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a tenant's own sources.
 *
 * @param next the cursor of the next page; absent on the last
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SourcePage(List<Source> objects, @Nullable String next) {
    /**
     * One object.
     *
     * @param key the tenant's own, byte for byte
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Source(String key, long sizeBytes) {}
}
