package art.scumble.ingest.dispatch;

import art.scumble.contract.ArtistId;
import art.scumble.contract.ArtworkRef;
import art.scumble.contract.CloakTask;
import art.scumble.contract.Intensity;
import art.scumble.contract.Lane;
import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.loop.LoopedWork;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts artworks of the backlog on the belt, as many as it has room for, each tenant having its share. The message goes to the
 * outbox in the transaction that changes the artwork's state.
 */
@ApplicationScoped
public class Dispatcher implements LoopedWork {
    private static final int BATCH = 64;

    private final Database database;
    private final Belt belt;
    private final Backlog backlog;
    private final ObjectMapper json;
    private final IngestConfig config;

    Dispatcher(Database database, Belt belt, Backlog backlog, ObjectMapper json, IngestConfig config) {
        this.database = database;
        this.belt = belt;
        this.backlog = backlog;
        this.json = json;
        this.config = config;
    }

    @Override
    public String name() {
        return "dispatcher";
    }

    @Override
    public Duration pace() {
        return config.pace();
    }

    @Override
    public boolean round() {
        return fillWindows();
    }

    private record Next(CloakTask task, Optional<String> traceParent) {}

    /** Fills the window of each lane, up to a batch; true if a batch was not enough for one of them. */
    public boolean fillWindows() {
        boolean more = false;
        for (Lane lane : Lane.values()) {
            more |= database.transaction(transaction -> fill(transaction, lane)) == BATCH;
        }
        return more;
    }

    private int fill(Database.Transaction transaction, Lane lane) throws SQLException {
        // One instance at a time, or two would both see the same room in the window.
        transaction.query(row -> true, "SELECT pg_advisory_xact_lock(hashtext(?))", lane.topic());
        int room = Math.min(belt.room(transaction, lane), BATCH);
        List<UUID> turn = room == 0 ? List.of() : backlog.take(transaction, lane, room);
        if (turn.isEmpty()) {
            return 0;
        }
        List<Next> next = transaction.query(Dispatcher::next, """
                UPDATE ingest.artwork SET state = 'DISPATCHED', attempt = attempt + 1, updated_at = now(),
                    dispatched_at = now()
                WHERE id = ANY (?::uuid[]) AND state = 'QUEUED' AND NOT held
                RETURNING id, tenant, job, sha256, size_bytes, media_type, attempt, artist, intensity, suspect, trace_parent,
                    coalesce(protection = 'simulated', false) AS simulated""", (Object)
                turn.stream().map(UUID::toString).toArray(String[]::new));
        // What comes back is in no order, and the belt keeps the one that it is given.
        next.sort(
                Comparator.comparingInt(one -> turn.indexOf(one.task().artwork().id())));
        for (Next one : next) {
            transaction.update(
                    "INSERT INTO ingest.outbox (topic, message_key, message, trace_parent) VALUES (?, ?, ?, ?)",
                    lane.topic(),
                    one.task().artwork().id().toString(),
                    write(one.task()),
                    one.traceParent());
        }
        return next.size();
    }

    private static Next next(ResultSet row) throws SQLException {
        ArtworkRef artwork = new ArtworkRef(
                new TenantId(row.getString("tenant")),
                row.getObject("id", UUID.class),
                new Sha256(row.getString("sha256")),
                row.getLong("size_bytes"),
                MediaType.of(row.getString("media_type")));
        CloakTask task = new CloakTask(
                CloakTask.SCHEMA_VERSION,
                row.getObject("job", UUID.class),
                artwork,
                row.getInt("attempt"),
                new ArtistId(row.getString("artist")),
                Intensity.of(row.getString("intensity")),
                row.getBoolean("suspect"),
                row.getBoolean("simulated"));
        return new Next(task, Optional.ofNullable(row.getString("trace_parent")));
    }

    private String write(CloakTask task) {
        try {
            return json.writeValueAsString(task);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a task can't be written", e);
        }
    }
}
