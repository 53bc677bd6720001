package art.scumble.ingest.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as its tenant wants it; in a change, what is absent stays as it is.
 *
 * @param url where messages are posted to
 * @param artist whose works it is told of; absent: of all. Can't be changed
 * @param events what it is told; absent or none: the usual
 * @param digest {@code artist} (ends of bulk jobs together by artist, which is the default) or {@code each}
 * @param secret what messages are signed with; absent: a random one. Can't be changed, only rotated
 */
public record EndpointRequest(
        @Nullable String url,
        @Nullable String artist,
        @Nullable List<String> events,
        @Nullable String digest,
        @Nullable String secret) {}
