package art.scumble.ingest.webhook;

import art.scumble.contract.Lane;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.job.ArtworkState;
import art.scumble.ingest.loop.LoopedWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes messages of what has ended, for each endpoint that wants to know. */
@ApplicationScoped
public class FanOut implements LoopedWork {
    private static final int BATCH = 500;
    /** In memory at once. */
    private static final int MOST_MESSAGES = 2000;

    private final Database database;
    private final Payloads payloads;
    private final Outbox outbox;
    private final JobCompletion completion;
    private final InstantSource clock;
    private final WebhookConfig config;

    FanOut(
            Database database,
            Payloads payloads,
            Outbox outbox,
            JobCompletion completion,
            InstantSource clock,
            WebhookConfig config) {
        this.database = database;
        this.payloads = payloads;
        this.outbox = outbox;
        this.completion = completion;
        this.clock = clock;
        this.config = config;
    }

    @Override
    public String name() {
        return "webhook-fan-out";
    }

    @Override
    public Duration pace() {
        return config.pace();
    }

    @Override
    public boolean round() {
        return tellBatch();
    }

    /** A row of the table; without an artwork it only says that the job may be complete. */
    private record End(UUID job, Optional<EndedArtwork> artwork) {}

    /** A batch; true if there may be more. */
    public boolean tellBatch() {
        return database.transaction(this::tell) == BATCH;
    }

    private int tell(Database.Transaction transaction) throws SQLException {
        // One instance at a time, or a job could be complete here while its last ends are still being counted there.
        boolean alone = transaction
                .query(row -> row.getBoolean(1), "SELECT pg_try_advisory_xact_lock(hashtext('ingest.artwork_end'))")
                .getFirst();
        if (!alone) {
            return 0;
        }
        List<End> ends = transaction.query(FanOut::end, """
                DELETE FROM ingest.artwork_end
                WHERE id = ANY (ARRAY(SELECT id FROM ingest.artwork_end ORDER BY id LIMIT ?))
                RETURNING tenant, job, artwork, artist, reference, lane, state, code, at""", BATCH);
        if (ends.isEmpty()) {
            return 0;
        }
        tellEach(
                transaction,
                ends.stream().flatMap(end -> end.artwork().stream()).toList());
        Set<UUID> jobs = new LinkedHashSet<>();
        ends.forEach(end -> jobs.add(end.job()));
        for (UUID job : jobs) {
            completion.tell(transaction, job);
        }
        return ends.size();
    }

    private void tellEach(Database.Transaction transaction, List<EndedArtwork> ends) throws SQLException {
        List<Subscriber> subscribers = Subscribers.of(transaction, ends);
        List<Message> messages = new ArrayList<>();
        Map<Digests.Key, Counts> digests = new HashMap<>();
        for (EndedArtwork end : ends) {
            String body = payloads.artwork(end);
            for (Subscriber to : subscribers) {
                if (!to.isToldOf(end)) {
                    continue;
                }
                if (to.digest() && end.lane() == Lane.BULK) {
                    Digests.Key key = new Digests.Key(to.endpoint(), end.job(), end.artist());
                    digests.merge(key, Counts.of(end.state()), Counts::plus);
                } else {
                    messages.add(Message.to(to, EventType.of(end.state()), Optional.of(end.job()), body));
                }
                if (messages.size() == MOST_MESSAGES) {
                    outbox.add(transaction, messages);
                    messages.clear();
                }
            }
        }
        Digests.add(transaction, digests, clock.instant());
        outbox.add(transaction, messages);
    }

    private static End end(ResultSet row) throws SQLException {
        UUID job = row.getObject("job", UUID.class);
        UUID artwork = row.getObject("artwork", UUID.class);
        return new End(
                job,
                artwork == null
                        ? Optional.empty()
                        : Optional.of(new EndedArtwork(
                                row.getString("tenant"),
                                job,
                                artwork,
                                row.getString("artist"),
                                row.getString("reference"),
                                Lane.valueOf(row.getString("lane")),
                                ArtworkState.valueOf(row.getString("state")),
                                Optional.ofNullable(row.getString("code")),
                                row.getObject("at", OffsetDateTime.class).toInstant())));
    }
}
