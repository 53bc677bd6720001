package art.scumble.gateway;

import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.embedded.EmbeddedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A real object store and database; platforms see the store under a name that resolves nowhere. */
public class StoreAndDatabase implements QuarkusTestResourceLifecycleManager {
    static final String OUTSIDE = "http://files.example.invalid:8443/store";

    /** In a bucket of the tenant's own, in the same store as ours. */
    static final TenantId MUSEUM = new TenantId("museum");

    /** In a store that keeps keys byte for byte. */
    static final TenantId EXACT = new TenantId("exact");

    /** Whose results are delivered into a folder among their sources. */
    static final TenantId NESTED = new TenantId("nested");

    /** Whose bucket's credentials are wrong. */
    static final TenantId LOCKED_OUT = new TenantId("locked-out");

    static final String WRONG_ACCESS_KEY = "WRONGACCESSKEY";
    static final String WRONG_SECRET_KEY = "wrongsecretkey";

    private static @Nullable EmbeddedServers servers;
    private static @Nullable ExactStore exact;

    static ExactStore exact() {
        return Objects.requireNonNull(exact);
    }

    static EmbeddedServers servers() {
        return Objects.requireNonNull(servers);
    }

    @Override
    public Map<String, String> start() {
        EmbeddedServers started =
                EmbeddedServers.forTests(EnumSet.of(EmbeddedServers.Server.S3, EmbeddedServers.Server.POSTGRES));
        servers = started;
        Map<String, String> settings = new HashMap<>(Map.ofEntries(
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.datasource.jdbc.url", "jdbc:postgresql://" + started.postgresAddress()),
                Map.entry("quarkus.datasource.username", "postgres"),
                Map.entry("quarkus.datasource.password", started.credentials().postgresPassword()),
                Map.entry("quarkus.minio.host", started.s3Endpoint()),
                Map.entry("quarkus.minio.access-key", started.credentials().s3AccessKey()),
                Map.entry("quarkus.minio.secret-key", started.credentials().s3SecretKey()),
                Map.entry("scumble.gateway.region", "eu-central-1"),
                Map.entry("scumble.gateway.public-endpoint", OUTSIDE),
                Map.entry("scumble.gateway.worker-endpoint", started.s3Endpoint()),
                Map.entry("scumble.gateway.max-upload", "1M"),
                Map.entry("scumble.gateway.store-timeout", "PT3S"),
                Map.entry("scumble.auth.callers.ingest", hash("ingest-token")),
                Map.entry("scumble.auth.callers.worker", hash("worker-token"))));
        ExactStore other = ExactStore.start();
        exact = other;
        String access = started.credentials().s3AccessKey();
        String secret = started.credentials().s3SecretKey();
        settings.putAll(bucket(MUSEUM, started.s3Endpoint(), "museum", access, secret));
        settings.put(setting(MUSEUM, "source-prefix"), "incoming/");
        settings.put(setting(MUSEUM, "delivery-prefix"), "protected/");
        settings.putAll(bucket(EXACT, other.endpoint(), ExactStore.BUCKET, "exactaccess", "exactsecret"));
        settings.put(setting(EXACT, "source-prefix"), "src/");
        settings.put(setting(EXACT, "delivery-prefix"), "out/");
        settings.putAll(bucket(NESTED, other.endpoint(), ExactStore.BUCKET, "exactaccess", "exactsecret"));
        settings.put(setting(NESTED, "source-prefix"), "nested/");
        settings.put(setting(NESTED, "delivery-prefix"), "nested/safe/");
        settings.putAll(bucket(LOCKED_OUT, started.s3Endpoint(), "locked", WRONG_ACCESS_KEY, WRONG_SECRET_KEY));
        return settings;
    }

    private static Map<String, String> bucket(
            TenantId tenant, String endpoint, String bucket, String access, String secret) {
        return Map.of(
                setting(tenant, "endpoint"), endpoint,
                setting(tenant, "region"), "eu-central-1",
                setting(tenant, "bucket"), bucket,
                setting(tenant, "access-key"), access,
                setting(tenant, "secret-key"), secret);
    }

    private static String setting(TenantId tenant, String name) {
        return "scumble.gateway.tenant-buckets." + tenant + "." + name;
    }

    private static String hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8)).hex();
    }

    @Override
    public void stop() {
        if (servers != null) {
            servers.close();
        }
        if (exact != null) {
            exact.close();
        }
    }
}
