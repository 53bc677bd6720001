package art.scumble.ingest.tenant;

import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.database.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** API keys: long random secrets, of which only hashes are kept. */
@ApplicationScoped
public class ApiKeys {
    /** By which a scanner of leaked secrets knows them. */
    private static final String PREFIX = "scumble_";

    private static final int SECRET_BYTES = 32;
    /** More than any tenant has use for: a key is made in a moment, and its row stays. */
    private static final int MOST_KEYS = 1000;

    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final Tenants tenants;
    private final IngestConfig config;

    ApiKeys(Database database, Tenants tenants, IngestConfig config) {
        this.database = database;
        this.tenants = tenants;
        this.config = config;
    }

    /**
     * A key, without its secret.
     *
     * @param label what its owner calls it
     * @param scopes what it may do
     * @param endsAt when it stops to be known; empty for never
     */
    public record ApiKey(
            UUID id, TenantId tenant, String label, Set<String> scopes, Instant createdAt, Optional<Instant> endsAt) {
        public ApiKey {
            scopes = Set.copyOf(scopes);
        }

        /** As the audit names it. */
        String name() {
            return "key " + id + " (" + label + ")";
        }
    }

    /**
     * A key that was just made.
     *
     * @param secret to be sent as the bearer; shown this once
     */
    public record NewKey(ApiKey key, String secret) {}

    void addFirstTenant(@Observes StartupEvent start) {
        config.bootstrap().ifPresent(first -> {
            TenantId tenant = new TenantId(first.tenant());
            tenants.add(tenant);
            database.update(
                    "INSERT INTO ingest.api_key (sha256, tenant) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    new Sha256(first.keySha256()).hex(),
                    tenant.value());
        });
    }

    /** The key of this hash, if it is known and has not ended. */
    Optional<ApiKey> find(Sha256 hash) {
        return database.first(
                ApiKeys::read,
                "SELECT id, tenant, label, scopes, created_at, nullif(ends_at, 'infinity') FROM ingest.api_key"
                        + " WHERE sha256 = ? AND ends_at > now()",
                hash.hex());
    }

    /** A tenant's keys that have not ended, the oldest first. */
    public List<ApiKey> of(TenantId tenant) {
        return database.query(
                ApiKeys::read,
                "SELECT id, tenant, label, scopes, created_at, nullif(ends_at, 'infinity') FROM ingest.api_key"
                        + " WHERE tenant = ? AND ends_at > now() ORDER BY created_at LIMIT " + MOST_KEYS,
                tenant.value());
    }

    /**
     * Makes a key; empty if the tenant has too many already.
     *
     * @param lifetime after which it ends by itself; empty for never
     */
    public Optional<NewKey> make(
            TenantId tenant, String label, Collection<String> scopes, Optional<Duration> lifetime) {
        String secret = secret();
        return database.first(
                        ApiKeys::read,
                        """
                        INSERT INTO ingest.api_key (sha256, tenant, label, scopes, ends_at)
                        SELECT ?, ?, ?, ?::text[], coalesce(?::timestamptz, 'infinity')
                        WHERE (SELECT count(*) FROM ingest.api_key WHERE tenant = ? AND ends_at > now()) < ?
                        RETURNING id, tenant, label, scopes, created_at, nullif(ends_at, 'infinity')""",
                        hash(secret).hex(),
                        tenant.value(),
                        label,
                        scopes.toArray(String[]::new),
                        lifetime.map(ApiKeys::fromNow),
                        tenant.value(),
                        MOST_KEYS)
                .map(key -> new NewKey(key, secret));
    }

    /** A key of the same label, scopes and end in place of this one, which ends after a grace; empty if there is no such key. */
    public Optional<NewKey> rotate(TenantId tenant, UUID id, Duration grace) {
        Optional<ApiKey> old =
                of(tenant).stream().filter(key -> key.id().equals(id)).findFirst();
        Optional<NewKey> made = old.flatMap(key ->
                make(tenant, key.label(), key.scopes(), key.endsAt().map(end -> Duration.between(Instant.now(), end))));
        made.ifPresent(key -> end(tenant, id, grace));
        return made;
    }

    /** Ends a key after a grace; false if there is no such key. */
    public boolean end(TenantId tenant, UUID id, Duration grace) {
        return database.update(
                        "UPDATE ingest.api_key SET ends_at = least(ends_at, ?::timestamptz)"
                                + " WHERE id = ? AND tenant = ? AND ends_at > now()",
                        fromNow(grace),
                        id,
                        tenant.value())
                > 0;
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Sha256 hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static OffsetDateTime fromNow(Duration time) {
        return Instant.now().plus(time).atOffset(ZoneOffset.UTC);
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getObject(1, UUID.class),
                new TenantId(row.getString(2)),
                row.getString(3),
                Set.of((String[]) row.getArray(4).getArray()),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(6, OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }
}
