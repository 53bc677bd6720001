package art.scumble.gateway.minio;

import art.scumble.contract.StoreRoom;
import art.scumble.contract.TenantId;
import art.scumble.gateway.GatewayConfig;
import art.scumble.gateway.GatewayConfig.TenantBucket;
import art.scumble.gateway.ObjectStore;
import art.scumble.gateway.TenantBucketRules;
import art.scumble.gateway.TenantBuckets;
import io.minio.MinioClient;
import io.minio.http.HttpUtils;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The installation's bucket, and tenants' own. */
@ApplicationScoped
class MinioStores {
    @Produces
    @Singleton
    ObjectStore installation(MinioClient client, GatewayConfig config, StoreRoom room) {
        return new MinioObjectStore(
                client, "the object store", config.region(), config.bucket(), config.storeTimeout(), room);
    }

    /** At start, so that a wrong setting is found out by whoever made it. */
    @Produces
    @Singleton
    @Startup
    TenantBuckets tenantBuckets(
            ObjectStore installation,
            GatewayConfig config,
            @ConfigProperty(name = "quarkus.minio.host") URI installationEndpoint) {
        Set<URI> endpoints = new HashSet<>(Set.of(installationEndpoint));
        endpoints.add(config.publicEndpoint());
        config.workerEndpoint().ifPresent(endpoints::add);
        TenantBucketRules.require(config.tenantBuckets(), endpoints, config.bucket());
        OkHttpClient http = http(config);
        Map<TenantId, TenantBuckets.Bucket> own = new HashMap<>();
        config.tenantBuckets()
                .forEach((tenant, bucket) -> own.put(
                        new TenantId(tenant),
                        new TenantBuckets.Bucket(
                                store(bucket, http, config),
                                bucket.sourcePrefix().orElse(""),
                                bucket.deliveryPrefix().orElse(""))));
        return new TenantBuckets(installation, own);
    }

    private static ObjectStore store(TenantBucket bucket, OkHttpClient http, GatewayConfig config) {
        MinioClient client = MinioClient.builder()
                .endpoint(bucket.endpoint().toString())
                .region(bucket.region())
                .credentials(bucket.accessKey().get(), bucket.secretKey().get())
                .httpClient(http)
                .build();
        // Its room is the tenant's own affair, and not this gateway's readiness.
        StoreRoom room = new StoreRoom(Clock.systemUTC());
        return new MinioObjectStore(
                client, "the tenant's bucket", bucket.region(), bucket.bucket(), config.storeTimeout(), room);
    }

    /** Other people's stores: none may hold a call for ever byte by byte, or send it elsewhere. */
    private static OkHttpClient http(GatewayConfig config) {
        long timeoutMs = config.storeTimeout().toMillis();
        return HttpUtils.newDefaultHttpClient(timeoutMs, timeoutMs, timeoutMs)
                .newBuilder()
                .callTimeout(config.tenantBucketTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }
}
