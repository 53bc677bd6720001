package art.scumble.gateway;

import art.scumble.contract.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows which tenant has a bucket of their own; the others keep their things under their prefix of the installation's. */
public final class TenantBuckets {
    private final ObjectStore installation;
    private final Map<TenantId, Bucket> own;

    /**
     * Knows these.
     *
     * @param installation for tenants that have none
     */
    public TenantBuckets(ObjectStore installation, Map<TenantId, Bucket> own) {
        this.installation = installation;
        this.own = Map.copyOf(own);
    }

    /**
     * A tenant's own bucket.
     *
     * @param sourcePrefix what stands before the keys of sources; may be empty
     * @param deliveryPrefix what stands before the keys of delivered results; may be empty
     */
    public record Bucket(ObjectStore store, String sourcePrefix, String deliveryPrefix) {}

    /** Where the tenant keeps their own sources. */
    public OwnPlace sources(TenantId tenant) {
        @Nullable Bucket bucket = own.get(tenant);
        return bucket == null
                ? new OwnPlace(installation, ObjectKeys.ownSources(tenant))
                : new OwnPlace(bucket.store(), bucket.sourcePrefix());
    }

    /** Where the tenant's results are delivered. */
    public OwnPlace deliveries(TenantId tenant) {
        @Nullable Bucket bucket = own.get(tenant);
        return bucket == null
                ? new OwnPlace(installation, ObjectKeys.deliveries(tenant))
                : new OwnPlace(bucket.store(), bucket.deliveryPrefix());
    }
}
