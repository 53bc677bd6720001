package art.scumble.ingest.webhook;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TenantId;
import art.scumble.http.outbound.OutboundGuard;
import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps tenants' endpoints. */
@ApplicationScoped
public class Endpoints {
    private static final int MOST_OF_TENANT = 1000;
    private static final int MOST_OF_ARTIST = 5;
    private static final String SELECT = """
            SELECT id, url, artist, events, digest, created_at, disabled_cause, disabled_at, failing_since,
                (SELECT count(*) FROM ingest.webhook_message AS held WHERE held.endpoint = webhook_endpoint.id
                    AND state = 'HELD') FROM ingest.webhook_endpoint WHERE\s""";

    private final Database database;
    private final OutboundGuard guard;
    private final Disabling disabling;
    private final WebhookConfig config;
    private final InstantSource clock;

    Endpoints(Database database, OutboundGuard guard, Disabling disabling, WebhookConfig config, InstantSource clock) {
        this.database = database;
        this.guard = guard;
        this.disabling = disabling;
        this.config = config;
        this.clock = clock;
    }

    /** A new endpoint, with its secret, which is shown only here. */
    EndpointView create(TenantId tenant, EndpointRequest request) {
        NewEndpoint wanted = NewEndpoint.of(request, request.artist(), guard);
        if (wanted.url().isEmpty()) {
            throw new PermanentFailure(FailureCode.BAD_REQUEST, "Name the url that messages are to be posted to.");
        }
        boolean artist = wanted.artist().isPresent();
        UUID id = UUID.randomUUID();
        Secret secret = wanted.secret().orElseGet(Secret::random);
        database.transaction(transaction -> {
            requireRoom(transaction, tenant, wanted.artist());
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            transaction.update(
                    """
                    INSERT INTO ingest.webhook_endpoint (id, tenant, artist, url, events, digest, created_at)
                    VALUES (?, ?, ?, ?, ?::text[], ?, ?)""",
                    id,
                    tenant.value(),
                    wanted.artist(),
                    wanted.url(),
                    wanted.events()
                            .orElseGet(() -> EventType.usual(artist).stream()
                                    .map(EventType::value)
                                    .toList())
                            .toArray(String[]::new),
                    wanted.digest().orElse(DigestSetting.ARTIST).name(),
                    now);
            return addSecret(transaction, id, secret, now);
        });
        return find(tenant, id).orElseThrow().withSecret(secret);
    }

    private static void requireRoom(Database.Transaction transaction, TenantId tenant, Optional<String> artist)
            throws SQLException {
        transaction.query(
                row -> true, "SELECT pg_advisory_xact_lock(hashtext(?))", "ingest.webhook_endpoint " + tenant.value());
        int present = transaction
                .query(
                        row -> row.getInt(1),
                        "SELECT count(*) FROM ingest.webhook_endpoint WHERE tenant = ? AND artist IS NOT DISTINCT FROM ?",
                        tenant.value(),
                        artist)
                .getFirst();
        int most = artist.isPresent() ? MOST_OF_ARTIST : MOST_OF_TENANT;
        if (present >= most) {
            throw new PermanentFailure(
                    FailureCode.BAD_REQUEST,
                    "There are " + most + " endpoints already, as many as there can be"
                            + (artist.isPresent() ? " for an artist." : " for a tenant."));
        }
    }

    private static int addSecret(Database.Transaction transaction, UUID endpoint, Secret secret, OffsetDateTime now)
            throws SQLException {
        return transaction.update("""
                INSERT INTO ingest.webhook_secret (endpoint, secret, created_at) VALUES (?, ?, ?)""", endpoint, secret.text(), now);
    }

    Optional<EndpointView> find(TenantId tenant, UUID endpoint) {
        return database.first(Endpoints::view, SELECT + "id = ? AND tenant = ?", endpoint, tenant.value());
    }

    /** Those behind a cursor, or from the beginning. */
    EndpointView.Page page(TenantId tenant, @Nullable UUID after, int limit) {
        List<EndpointView> endpoints = database.query(
                Endpoints::view,
                SELECT + "tenant = ? AND id > coalesce(?::uuid, '00000000-0000-0000-0000-000000000000')"
                        + " ORDER BY id LIMIT ?",
                tenant.value(),
                Optional.ofNullable(after),
                limit);
        return new EndpointView.Page(
                endpoints, endpoints.size() == limit ? endpoints.getLast().id() : null);
    }

    /** Changes what the request names. */
    Optional<EndpointView> update(TenantId tenant, UUID endpoint, EndpointRequest request) {
        Optional<EndpointView> known = find(tenant, endpoint);
        if (known.isEmpty()) {
            return known;
        }
        if (request.artist() != null || request.secret() != null) {
            throw new PermanentFailure(
                    FailureCode.BAD_REQUEST, "An endpoint's artist stays as it is, and its secret is rotated.");
        }
        NewEndpoint wanted = NewEndpoint.of(request, known.get().artist(), guard);
        database.update(
                """
                UPDATE ingest.webhook_endpoint SET url = coalesce(?, url), events = coalesce(?::text[], events),
                    digest = coalesce(?, digest), proven = proven AND moved IS NULL,
                    failing_since = CASE WHEN moved IS NULL THEN failing_since END,
                    not_before = CASE WHEN moved IS NULL THEN not_before ELSE '-infinity' END
                FROM (VALUES (?::text)) AS request (moved) WHERE id = ? AND tenant = ?""",
                wanted.url(),
                wanted.events().map(events -> events.toArray(String[]::new)),
                wanted.digest().map(DigestSetting::name),
                wanted.url(),
                endpoint,
                tenant.value());
        return find(tenant, endpoint);
    }

    /** Removes it with its messages; true if there was one. */
    boolean delete(TenantId tenant, UUID endpoint) {
        return database.update(
                        "DELETE FROM ingest.webhook_endpoint WHERE id = ? AND tenant = ?", endpoint, tenant.value())
                > 0;
    }

    /** Gives it a new secret; the old ones sign as well for some time. At most three sign at a time. */
    Optional<EndpointView> rotate(TenantId tenant, UUID endpoint) {
        Secret secret = Secret.random();
        Instant now = clock.instant();
        boolean known = database.transaction(transaction -> {
            boolean ours = !transaction
                    .query(
                            row -> true,
                            "SELECT FROM ingest.webhook_endpoint WHERE id = ? AND tenant = ? FOR UPDATE",
                            endpoint,
                            tenant.value())
                    .isEmpty();
            if (ours) {
                transaction.update(
                        "UPDATE ingest.webhook_secret SET expires_at = ? WHERE endpoint = ? AND expires_at IS NULL",
                        now.plus(config.rotationGrace()).atOffset(ZoneOffset.UTC),
                        endpoint);
                transaction.update("""
                        DELETE FROM ingest.webhook_secret WHERE endpoint = ? AND secret NOT IN (
                            SELECT secret FROM ingest.webhook_secret WHERE endpoint = ?
                            ORDER BY created_at DESC LIMIT 2)""", endpoint, endpoint);
                addSecret(transaction, endpoint, secret, now.atOffset(ZoneOffset.UTC));
            }
            return ours;
        });
        return known ? find(tenant, endpoint).map(view -> view.withSecret(secret)) : Optional.empty();
    }

    /** Holds what is to be sent to it. */
    Optional<EndpointView> disable(TenantId tenant, UUID endpoint) {
        database.transaction(transaction -> {
            disabling.disable(transaction, tenant.value(), endpoint, DisableCause.REQUESTED);
            return true;
        });
        return find(tenant, endpoint);
    }

    /** Sends to it again from now on; what is held is sent when it is replayed. */
    Optional<EndpointView> enable(TenantId tenant, UUID endpoint) {
        database.update("""
                UPDATE ingest.webhook_endpoint SET disabled_at = NULL, disabled_cause = NULL, failing_since = NULL,
                    proven = false, not_before = '-infinity'
                WHERE id = ? AND tenant = ? AND disabled_at IS NOT NULL""", endpoint, tenant.value());
        return find(tenant, endpoint);
    }

    private static EndpointView view(ResultSet row) throws SQLException {
        OffsetDateTime disabledAt = row.getObject(8, OffsetDateTime.class);
        OffsetDateTime failingSince = row.getObject(9, OffsetDateTime.class);
        return new EndpointView(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                List.of((String[]) row.getArray(4).getArray()),
                DigestSetting.valueOf(row.getString(5)).value(),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                disabledAt == null,
                disabledAt == null
                        ? null
                        : new EndpointView.Disabled(
                                DisableCause.valueOf(row.getString(7)).value(), disabledAt.toInstant()),
                failingSince == null ? null : failingSince.toInstant(),
                row.getLong(10),
                null);
    }
}
