package art.scumble.catalog;

import art.scumble.contract.Sha256;
import art.scumble.embedded.EmbeddedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real database for the catalog's tests. */
public class CatalogDatabase implements QuarkusTestResourceLifecycleManager {
    static final String TOKEN = "test-token";

    private @Nullable EmbeddedServers servers;

    @Override
    public Map<String, String> start() {
        EmbeddedServers started = EmbeddedServers.forTests(EnumSet.of(EmbeddedServers.Server.POSTGRES));
        servers = started;
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://" + started.postgresAddress(),
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                started.credentials().postgresPassword(),
                "scumble.catalog.pattern-secret",
                "a secret that only this test's installation has",
                "scumble.auth.callers.worker",
                Sha256.of(TOKEN.getBytes(StandardCharsets.UTF_8)).hex());
    }

    @Override
    public void stop() {
        if (servers != null) {
            servers.close();
        }
    }
}
