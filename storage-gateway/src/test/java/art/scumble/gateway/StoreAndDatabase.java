package art.scumble.gateway;

import art.scumble.contract.Sha256;
import art.scumble.embedded.EmbeddedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real object store and database for the gateway's tests. */
public class StoreAndDatabase implements QuarkusTestResourceLifecycleManager {
    static final String TOKEN = "test-token";

    private @Nullable EmbeddedServers servers;

    @Override
    public Map<String, String> start() {
        EmbeddedServers started =
                EmbeddedServers.forTests(EnumSet.of(EmbeddedServers.Server.S3, EmbeddedServers.Server.POSTGRES));
        servers = started;
        return Map.of(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://" + started.postgresAddress(),
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", started.credentials().postgresPassword(),
                "quarkus.minio.host", started.s3Endpoint(),
                "quarkus.minio.access-key", started.credentials().s3AccessKey(),
                "quarkus.minio.secret-key", started.credentials().s3SecretKey(),
                "scumble.gateway.public-endpoint", started.s3Endpoint(),
                "scumble.gateway.max-upload", "1M",
                "scumble.auth.callers.ingest",
                        Sha256.of(TOKEN.getBytes(StandardCharsets.UTF_8)).hex());
    }

    @Override
    public void stop() {
        if (servers != null) {
            servers.close();
        }
    }
}
