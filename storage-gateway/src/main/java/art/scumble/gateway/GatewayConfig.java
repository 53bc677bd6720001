package art.scumble.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;

/** Settings of the gateway. */
@ConfigMapping(prefix = "scumble.gateway")
public interface GatewayConfig {
    /** The bucket of this installation; created if it is missing. */
    String bucket();

    /** The store's region, part of every signature; never looked up. */
    String region();

    /** The store as platforms reach it; their tickets are signed for this name. A path is a proxy's prefix. */
    URI publicEndpoint();

    /** The store as workers reach it, if they have another name for it than platforms have. */
    Optional<URI> workerEndpoint();

    /** The largest file that is admitted. */
    MemorySize maxUpload();

    /** How long a ticket is valid; S3 allows at most seven days. */
    @DurationMax(days = 7)
    Duration ticketLifetime();

    /** How long an upload may wait to be submitted, once its ticket has ended; then it is removed. */
    Duration stagingLifetime();

    /** Pause between two looks for such uploads. */
    Duration stagingPace();

    /** How many files may be checked at once; each may take the largest size on local disk. */
    @Min(1)
    int admissionSlots();

    /** How long the store may take to connect, and between two packets. */
    Duration storeTimeout();
}
