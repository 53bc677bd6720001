package art.scumble.ingest.control;

import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who did what to whose work, and when. An entry is written in the transaction of what it tells of. */
@ApplicationScoped
public class Audit {
    private final Database database;

    Audit(Database database) {
        this.database = database;
    }

    /**
     * An entry.
     *
     * @param id by which entries are in order
     * @param who the key, token or operator
     * @param action such as {@code pause}
     * @param detail what came of it
     */
    public record Entry(long id, Instant at, String who, String action, String detail) {}

    /** Adds an entry about a job, a tenant, or (if both are empty) the installation. */
    static void add(
            Database.Transaction transaction,
            Optional<TenantId> tenant,
            Optional<UUID> job,
            String who,
            String action,
            String detail)
            throws SQLException {
        transaction.update(
                "INSERT INTO ingest.audit (tenant, job, who, action, detail) VALUES (?, ?, ?, ?, ?)",
                tenant.map(TenantId::value),
                job,
                who,
                action,
                detail);
    }

    /** The entries about a job, the oldest first, behind a cursor. */
    List<Entry> of(UUID job, long after, int limit) {
        return database.query(
                row -> new Entry(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                "SELECT id, at, who, action, detail FROM ingest.audit WHERE job = ? AND id > ? ORDER BY id LIMIT ?",
                job,
                after,
                limit);
    }
}
