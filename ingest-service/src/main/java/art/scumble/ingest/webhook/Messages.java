package art.scumble.ingest.webhook;

import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers for messages, and sends them again. */
@ApplicationScoped
public class Messages {
    private static final String SELECT =
            "SELECT id, type, job, state, attempts, created_at, due_at, position FROM ingest.webhook_message"
                    + " WHERE endpoint = ? AND tenant = ?";
    /** Not what is being sent: that would be on its way twice. */
    private static final String REPLAY = """
            UPDATE ingest.webhook_message SET due_at = ?, attempts_of_round = 0,
                state = CASE WHEN EXISTS (SELECT FROM ingest.webhook_endpoint AS to_it WHERE to_it.id = endpoint
                    AND disabled_at IS NOT NULL) THEN 'HELD' ELSE 'WAITING' END
            WHERE endpoint = ? AND tenant = ? AND state <> 'SENDING' AND\s""";

    private final Database database;
    private final Payloads payloads;
    private final Outbox outbox;
    private final InstantSource clock;

    Messages(Database database, Payloads payloads, Outbox outbox, InstantSource clock) {
        this.database = database;
        this.payloads = payloads;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Placed(long position, MessageView message) {}

    /** Messages to an endpoint that are older than a cursor, in a state or in any. */
    MessageView.Page page(
            TenantId tenant, UUID endpoint, Optional<MessageState> state, @Nullable Long before, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(endpoint, tenant.value()));
        String sql = SELECT;
        if (state.isPresent()) {
            sql += " AND state = ?";
            parameters.add(state.get().name());
        }
        if (before != null) {
            sql += " AND position < ?";
            parameters.add(before);
        }
        parameters.add(limit);
        List<Placed> rows = database.query(
                row -> new Placed(row.getLong(8), view(row, null, null)),
                sql + " ORDER BY position DESC LIMIT ?",
                parameters.toArray());
        return new MessageView.Page(
                rows.stream().map(Placed::message).toList(),
                rows.size() == limit ? rows.getLast().position() : null);
    }

    /** One message, with its body and attempts. */
    Optional<MessageView> find(TenantId tenant, UUID endpoint, String message) {
        return database.transaction(transaction -> {
            List<String> bodies = transaction.query(
                    row -> row.getString(1),
                    "SELECT body FROM ingest.webhook_message WHERE id = ? AND endpoint = ? AND tenant = ?",
                    message,
                    endpoint,
                    tenant.value());
            if (bodies.isEmpty()) {
                return Optional.empty();
            }
            List<MessageView.AttemptView> log = transaction.query(Messages::attempt, """
                    SELECT number, at, duration_ms, result, status FROM ingest.webhook_attempt WHERE message = ?
                    ORDER BY number""", message);
            return transaction
                    .query(
                            row -> view(row, bodies.getFirst(), log),
                            SELECT + " AND id = ?",
                            endpoint,
                            tenant.value(),
                            message)
                    .stream()
                    .findFirst();
        });
    }

    private static MessageView.AttemptView attempt(ResultSet row) throws SQLException {
        int status = row.getInt(5);
        return new MessageView.AttemptView(
                row.getInt(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getInt(3),
                Attempt.Result.valueOf(row.getString(4)).value(),
                row.wasNull() || status == 0 ? null : Integer.valueOf(status));
    }

    private static MessageView view(ResultSet row, @Nullable String body, @Nullable List<MessageView.AttemptView> log)
            throws SQLException {
        MessageState state = MessageState.valueOf(row.getString(4));
        return new MessageView(
                row.getString(1),
                row.getString(2),
                row.getObject(3, UUID.class),
                state.value(),
                row.getInt(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                state == MessageState.WAITING
                        ? row.getObject(7, OffsetDateTime.class).toInstant()
                        : null,
                body,
                log);
    }

    /** Whoever asks for something to be sent does not want it to wait for the end of a pause. */
    private static int endPause(Database.Transaction transaction, TenantId tenant, UUID endpoint) throws SQLException {
        return transaction.update(
                "UPDATE ingest.webhook_endpoint SET not_before = '-infinity' WHERE id = ? AND tenant = ?",
                endpoint,
                tenant.value());
    }

    /** Sends one again, whatever came of it; true if there is one. */
    boolean replay(TenantId tenant, UUID endpoint, String message) {
        return database.transaction(transaction -> {
            endPause(transaction, tenant, endpoint);
            return transaction.update(REPLAY + "id = ?", now(), endpoint, tenant.value(), message) > 0;
        });
    }

    /**
     * Sends those again that were accepted from one time until before another; how many they are.
     *
     * @param all whether what was delivered is among them
     */
    int replay(TenantId tenant, UUID endpoint, Instant from, Instant until, boolean all) {
        return database.transaction(transaction -> {
            endPause(transaction, tenant, endpoint);
            return transaction.update(
                    REPLAY + "created_at >= ? AND created_at < ? AND (? OR state IN ('EXHAUSTED', 'HELD'))",
                    now(),
                    endpoint,
                    tenant.value(),
                    from.atOffset(ZoneOffset.UTC),
                    until.atOffset(ZoneOffset.UTC),
                    all);
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Sends a test; its id, if there is such an endpoint. */
    Optional<String> test(TenantId tenant, UUID endpoint) {
        return database.transaction(transaction -> {
            Optional<Message> message = Subscribers.of(transaction, tenant.value(), endpoint)
                    .map(to -> Message.to(
                            to, EventType.WEBHOOK_TEST, Optional.empty(), payloads.test(endpoint, clock.instant())));
            endPause(transaction, tenant, endpoint);
            outbox.add(transaction, message.stream().toList());
            return message.map(Message::id);
        });
    }
}
