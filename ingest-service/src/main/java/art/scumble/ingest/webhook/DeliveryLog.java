package art.scumble.ingest.webhook;

import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Writes down how attempts went, and decides what comes next: for the message, and for its endpoint. */
@ApplicationScoped
class DeliveryLog {
    private static final Logger LOG = Logger.getLogger(DeliveryLog.class);
    private static final int MOST_ATTEMPTS_KEPT = 30;

    private final Database database;
    private final Disabling disabling;
    private final Payloads payloads;
    private final Outbox outbox;
    private final InstantSource clock;

    DeliveryLog(Database database, Disabling disabling, Payloads payloads, Outbox outbox, InstantSource clock) {
        this.database = database;
        this.disabling = disabling;
        this.payloads = payloads;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Health(boolean disabled, Instant failingSince) {}

    /** Unless the lease has run out, and the message is somebody else's. */
    void record(Claimed message, Attempt attempt) {
        database.transaction(transaction -> {
            if (attempt.isDelivered()) {
                delivered(transaction, message, attempt);
            } else {
                failed(transaction, message, attempt);
            }
            return true;
        });
    }

    private void delivered(Database.Transaction transaction, Claimed message, Attempt attempt) throws SQLException {
        if (settle(transaction, message, attempt, MessageState.DELIVERED, clock.instant()) && !message.healthy()) {
            transaction.update("""
                    UPDATE ingest.webhook_endpoint SET proven = true, failing_since = NULL
                    WHERE id = ? AND (NOT proven OR failing_since IS NOT NULL)""", message.endpoint());
        }
    }

    private void failed(Database.Transaction transaction, Claimed message, Attempt attempt) throws SQLException {
        Instant now = clock.instant();
        // Before the message: of two transactions that want both, each begins here.
        Optional<Health> known = health(transaction, message, attempt, now);
        if (known.isEmpty()) {
            return;
        }
        Health health = known.get();
        boolean gone = attempt.isGone();
        Optional<Duration> pause = isTest(message)
                ? Optional.empty()
                : RetrySchedule.pause(message.attemptOfRound(), ThreadLocalRandom.current());
        MessageState next = MessageState.WAITING;
        if (health.disabled() || gone) {
            next = MessageState.HELD;
        } else if (pause.isEmpty()) {
            next = MessageState.EXHAUSTED;
        }
        Instant due = now.plus(
                longest(pause.orElse(Duration.ZERO), attempt.retryAfter().orElse(Duration.ZERO)));
        if (!settle(transaction, message, attempt, next, due)) {
            return;
        }
        // One that has so much waiting that no message comes to its last attempt in time is failing as well.
        Duration patience = next == MessageState.EXHAUSTED ? RetrySchedule.SHORTEST_SPAN : RetrySchedule.LONGEST_SPAN;
        boolean failing = health.failingSince().plus(patience).isBefore(now);
        if (next == MessageState.EXHAUSTED) {
            tellExhausted(transaction, message, now);
        }
        if (!health.disabled() && (gone || failing)) {
            disabling.disable(
                    transaction, message.tenant(), message.endpoint(), gone ? DisableCause.GONE : DisableCause.FAILING);
        }
    }

    /** Somebody waits for what comes of a test, and asks for another if need be. */
    private static boolean isTest(Claimed message) {
        return message.type().equals(EventType.WEBHOOK_TEST.value());
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * An endpoint that fails is left alone for half as long as it has been failing, five minutes at most: less than its
     * messages' own pauses, but however many they are.
     */
    private static Optional<Health> health(
            Database.Transaction transaction, Claimed message, Attempt attempt, Instant now) throws SQLException {
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        return transaction
                .query(
                        row -> new Health(
                                row.getBoolean(1),
                                row.getObject(2, OffsetDateTime.class).toInstant()),
                        """
                        UPDATE ingest.webhook_endpoint SET failing_since = coalesce(failing_since, now),
                            not_before = greatest(not_before, ?,
                                now + least((now - coalesce(failing_since, now)) / 2, interval '5 minutes'))
                        FROM (VALUES (?::timestamptz)) AS clock (now) WHERE id = ?
                        RETURNING disabled_at IS NOT NULL, failing_since""",
                        attempt.retryAfter()
                                .map(wait -> now.plus(wait).atOffset(ZoneOffset.UTC))
                                .orElse(time),
                        time,
                        message.endpoint())
                .stream()
                .findFirst();
    }

    /** True if the message was still this attempt's. */
    private static boolean settle(
            Database.Transaction transaction, Claimed message, Attempt attempt, MessageState next, Instant due)
            throws SQLException {
        boolean ours = transaction.update(
                        """
                        WITH settled AS (UPDATE ingest.webhook_message SET state = ?, due_at = ?
                            WHERE id = ? AND attempts = ? AND state = 'SENDING' RETURNING id, attempts)
                        INSERT INTO ingest.webhook_attempt (message, number, at, duration_ms, result, status)
                        SELECT id, attempts, ?, ?, ?, ? FROM settled""",
                        next.name(),
                        due.atOffset(ZoneOffset.UTC),
                        message.id(),
                        message.attempt(),
                        attempt.at().atOffset(ZoneOffset.UTC),
                        (int) attempt.took().toMillis(),
                        attempt.result().name(),
                        attempt.status())
                > 0;
        if (!ours) {
            return false;
        }
        if (message.attempt() > MOST_ATTEMPTS_KEPT) {
            transaction.update(
                    "DELETE FROM ingest.webhook_attempt WHERE message = ? AND number <= ?",
                    message.id(),
                    message.attempt() - MOST_ATTEMPTS_KEPT);
        }
        return true;
    }

    /** What tells of messages is not told of itself, or one failure would beget others without end. */
    private void tellExhausted(Database.Transaction transaction, Claimed message, Instant now) throws SQLException {
        LOG.warnf("webhook %s to endpoint %s is given up", message.id(), message.endpoint());
        if (isTest(message) || message.type().equals(EventType.WEBHOOK_EXHAUSTED.value())) {
            return;
        }
        String body =
                payloads.exhausted(message.endpoint(), message.id(), message.type(), message.attemptOfRound(), now);
        outbox.add(
                transaction,
                Subscribers.of(transaction, message.tenant(), EventType.WEBHOOK_EXHAUSTED).stream()
                        .filter(to -> !to.endpoint().equals(message.endpoint()))
                        .map(to -> Message.to(to, EventType.WEBHOOK_EXHAUSTED, Optional.empty(), body))
                        .toList());
    }
}
