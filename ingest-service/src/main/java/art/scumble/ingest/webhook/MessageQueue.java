package art.scumble.ingest.webhook;

import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Messages that wait to be sent. Who takes one has it for the time of a lease; if nobody has told by then how it went, as
 * after a kill, it is due again.
 */
@ApplicationScoped
class MessageQueue {
    /** Jumps from endpoint to endpoint along the index: what one of them has waiting is not walked through. */
    private static final String DUE_ENDPOINTS = """
            WITH RECURSIVE first AS (
                (SELECT endpoint, due_at FROM ingest.webhook_message WHERE state IN ('WAITING', 'SENDING')
                    ORDER BY endpoint, due_at LIMIT 1)
                UNION ALL
                SELECT next.endpoint, next.due_at FROM first CROSS JOIN LATERAL (
                    SELECT endpoint, due_at FROM ingest.webhook_message
                    WHERE state IN ('WAITING', 'SENDING') AND endpoint > first.endpoint
                    ORDER BY endpoint, due_at LIMIT 1) AS next)
            SELECT endpoint.id, due_at, proven AND failing_since IS NULL
            FROM first JOIN ingest.webhook_endpoint AS endpoint ON endpoint.id = first.endpoint
            WHERE due_at <= ? AND disabled_at IS NULL AND not_before <= ? ORDER BY due_at""";

    private static final String CLAIM = """
            WITH picked AS MATERIALIZED (
                SELECT message.id FROM unnest(?::uuid[], ?::int[]) AS share (endpoint, most) CROSS JOIN LATERAL (
                    SELECT id FROM ingest.webhook_message
                    WHERE webhook_message.endpoint = share.endpoint AND state IN ('WAITING', 'SENDING') AND due_at <= ?
                    ORDER BY due_at LIMIT share.most FOR UPDATE SKIP LOCKED) AS message)
            UPDATE ingest.webhook_message AS message SET state = 'SENDING', due_at = ?, attempts = attempts + 1,
                attempts_of_round = attempts_of_round + 1
            FROM picked, ingest.webhook_endpoint AS endpoint
            WHERE message.id = picked.id AND endpoint.id = message.endpoint AND endpoint.disabled_at IS NULL
            RETURNING message.id, message.tenant, endpoint.id, message.type, body, url, attempts, attempts_of_round,
                proven AND failing_since IS NULL,
                ARRAY(SELECT secret FROM ingest.webhook_secret AS known WHERE known.endpoint = message.endpoint
                    AND (expires_at IS NULL OR expires_at > ?) ORDER BY known.created_at DESC)""";

    private final Database database;
    private final WebhookConfig config;
    private final InstantSource clock;

    MessageQueue(Database database, WebhookConfig config, InstantSource clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * An endpoint for which there is something to be sent.
     *
     * @param late for how long it has waited
     * @param healthy whether it took what it was sent last
     */
    record Due(UUID endpoint, Duration late, boolean healthy) {}

    /** Endpoints for which there is something to be sent now, those that have waited longest first. */
    List<Due> due() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return database.query(
                row -> new Due(
                        row.getObject(1, UUID.class),
                        Duration.between(row.getObject(2, OffsetDateTime.class), now),
                        row.getBoolean(3)),
                DUE_ENDPOINTS,
                now,
                now);
    }

    /** Takes so many messages of each endpoint at most. */
    List<Claimed> claim(Map<UUID, Integer> shares) {
        Instant now = clock.instant();
        UUID[] endpoints = shares.keySet().toArray(UUID[]::new);
        return database.query(
                MessageQueue::claimed,
                CLAIM,
                Stream.of(endpoints).map(UUID::toString).toArray(String[]::new),
                Stream.of(endpoints).map(shares::get).toArray(Integer[]::new),
                now.atOffset(ZoneOffset.UTC),
                now.plus(config.lease()).atOffset(ZoneOffset.UTC),
                now.atOffset(ZoneOffset.UTC));
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                row.getString(1),
                row.getString(2),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getInt(8),
                row.getBoolean(9),
                Stream.of((String[]) row.getArray(10).getArray())
                        .map(Secret::new)
                        .toList());
    }
}
