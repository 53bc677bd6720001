package art.scumble.ingest.webhook;

import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes messages of digests. */
@ApplicationScoped
class DigestMessages {
    private final Payloads payloads;
    private final Outbox outbox;

    DigestMessages(Payloads payloads, Outbox outbox) {
        this.payloads = payloads;
        this.outbox = outbox;
    }

    /** {@code complete}: whether their job is. */
    void send(
            Database.Transaction transaction,
            String tenant,
            List<Digests.Digest> digests,
            boolean complete,
            Instant now)
            throws SQLException {
        List<Message> messages = new ArrayList<>();
        for (Digests.Digest digest : digests) {
            Digests.Key key = digest.key();
            String body = payloads.digest(key.job(), key.artist(), digest.counts(), complete, now);
            Subscribers.of(transaction, tenant, key.endpoint())
                    .ifPresent(
                            to -> messages.add(Message.to(to, EventType.ARTWORK_DIGEST, Optional.of(key.job()), body)));
        }
        outbox.add(transaction, messages);
    }
}
