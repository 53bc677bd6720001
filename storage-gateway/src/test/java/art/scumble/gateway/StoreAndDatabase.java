package art.scumble.gateway;

import art.scumble.contract.Sha256;
import art.scumble.embedded.EmbeddedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A real object store and database; platforms see the store under a name that resolves nowhere. */
public class StoreAndDatabase implements QuarkusTestResourceLifecycleManager {
    static final String OUTSIDE = "http://files.example.invalid:8443/store";

    private static @Nullable EmbeddedServers servers;

    static EmbeddedServers servers() {
        return Objects.requireNonNull(servers);
    }

    @Override
    public Map<String, String> start() {
        EmbeddedServers started =
                EmbeddedServers.forTests(EnumSet.of(EmbeddedServers.Server.S3, EmbeddedServers.Server.POSTGRES));
        servers = started;
        return Map.ofEntries(
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
                Map.entry("scumble.auth.callers.worker", hash("worker-token")));
    }

    private static String hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8)).hex();
    }

    @Override
    public void stop() {
        if (servers != null) {
            servers.close();
        }
    }
}
