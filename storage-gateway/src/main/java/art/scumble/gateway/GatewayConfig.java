package art.scumble.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.time.Duration;

/** Settings of the gateway. */
@ConfigMapping(prefix = "scumble.gateway")
public interface GatewayConfig {
    /** The bucket of this installation; created if it is missing. */
    String bucket();

    /** The store's region, part of every signature; never looked up. */
    String region();

    /** The store as platforms and workers reach it; tickets are signed for this name. */
    URI publicEndpoint();

    /** The largest file that is admitted. */
    MemorySize maxUpload();

    /** How long a ticket is valid. */
    Duration ticketLifetime();
}
