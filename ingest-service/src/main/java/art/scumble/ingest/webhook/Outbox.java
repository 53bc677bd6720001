package art.scumble.ingest.webhook;

import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts messages where the sender finds them, in the transaction of what they tell. */
@ApplicationScoped
class Outbox {
    private final InstantSource clock;

    Outbox(InstantSource clock) {
        this.clock = clock;
    }

    /** Accepts messages. */
    void add(Database.Transaction transaction, List<Message> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        transaction.update(
                """
                INSERT INTO ingest.webhook_message (id, tenant, endpoint, type, job, body, state, due_at, created_at)
                SELECT id, tenant, endpoint, type, job, body, state, accepted, accepted
                FROM unnest(?::text[], ?::text[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[])
                    AS message (id, tenant, endpoint, type, job, body, state)
                    CROSS JOIN (VALUES (?::timestamptz)) AS now (accepted)""",
                texts(messages, Message::id),
                texts(messages, Message::tenant),
                texts(messages, message -> message.endpoint().toString()),
                texts(messages, message -> message.type().value()),
                texts(messages, message -> message.job().map(UUID::toString).orElse(null)),
                texts(messages, Message::body),
                texts(messages, message -> message.state().name()),
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static String[] texts(List<Message> messages, Function<Message, @Nullable String> part) {
        return messages.stream().map(part).toArray(String[]::new);
    }
}
