package art.scumble.ingest.tenant;

import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.database.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** API keys: long random secrets, of which only hashes are kept. */
@ApplicationScoped
public class ApiKeys {
    private final Database database;
    private final IngestConfig config;

    ApiKeys(Database database, IngestConfig config) {
        this.database = database;
        this.config = config;
    }

    void addFirstTenant(@Observes StartupEvent start) {
        config.bootstrap().ifPresent(first -> {
            String tenant = new TenantId(first.tenant()).value();
            database.update(
                    "INSERT INTO ingest.api_key (sha256, tenant) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    new Sha256(first.keySha256()).hex(),
                    tenant);
        });
    }

    /** Whose key this is. */
    public Optional<TenantId> tenant(String key) {
        return database.first(
                row -> new TenantId(row.getString(1)),
                "SELECT tenant FROM ingest.api_key WHERE sha256 = ?",
                Sha256.of(key.getBytes(StandardCharsets.UTF_8)).hex());
    }
}
