package art.scumble.catalog.access;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** Who may call this service. */
@ConfigMapping(prefix = "scumble.auth")
public interface CallersConfig {
    /** SHA-256 (hexadecimal) of each calling service's bearer token, by the service's name. */
    Map<String, String> callers();
}
