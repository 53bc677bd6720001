package art.scumble.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
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

    /** How many results may be delivered at once; each may take its size on local disk and a connection to the database. */
    @Min(1)
    int deliverySlots();

    /** The largest result that is delivered. */
    MemorySize largestResult();

    /** How many headers may be read at once, of all requests together. */
    @Min(1)
    int headerSlots();

    /** How long a request for headers may take. */
    Duration headersTimeout();

    /** How long the store may take to connect, and between two packets. */
    Duration storeTimeout();

    /** How long one call to a tenant's own bucket may take, with all of its bytes. */
    Duration tenantBucketTimeout();

    /** Buckets of tenants' own, by tenant; whoever has none keeps everything in the installation's. */
    Map<String, TenantBucket> tenantBuckets();

    /** A tenant's own bucket, for their sources and for results that are delivered. */
    interface TenantBucket {
        /** The store: scheme, host and port. */
        URI endpoint();

        /** The store's region, part of every signature; never looked up. */
        String region();

        /** The bucket's name; it has to be there. */
        String bucket();

        /** The access key's name. */
        Secret<String> accessKey();

        /** The access key's secret. */
        Secret<String> secretKey();

        /** What stands before the keys of sources. */
        Optional<String> sourcePrefix();

        /** What stands before the keys of delivered results. */
        Optional<String> deliveryPrefix();
    }
}
