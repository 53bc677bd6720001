package art.scumble.local;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An installation that runs elsewhere.
 *
 * @param url of its ingest-service
 * @param key of a tenant there
 */
record Elsewhere(URI url, String key) {
    /** With the key from the command or else from {@code SCUMBLE_KEY}. */
    static Elsewhere of(URI server, @Nullable String key) {
        String scheme = String.valueOf(server.getScheme());
        if (server.getHost() == null || !scheme.equals("https") && !scheme.equals("http")) {
            throw new Problem("--server is a URL such as https://scumble.example.org.");
        }
        return new Elsewhere(
                server,
                Optional.ofNullable(key)
                        .or(() -> Optional.ofNullable(System.getenv("SCUMBLE_KEY")))
                        .orElseThrow(() -> new Problem("--server needs --key, or SCUMBLE_KEY in the environment.")));
    }

    /** By which unfinished jobs there are told from others. */
    String name() {
        return url.toString();
    }

    ScumbleClient client() {
        return new ScumbleClient(url.toString().replaceAll("/+$", ""), key);
    }
}
