package art.scumble.ingest.control;

import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

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
     * @param job that it is about; absent if it is about more
     * @param who the key, token or operator
     * @param action such as {@code pause}
     * @param detail what came of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AuditEntry")
    public record Entry(long id, @Nullable UUID job, Instant at, String who, String action, String detail) {
        private static Entry read(ResultSet row) throws SQLException {
            return new Entry(
                    row.getLong(1),
                    row.getObject(2, UUID.class),
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6));
        }
    }

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
                Entry::read,
                "SELECT id, job, at, who, action, detail FROM ingest.audit WHERE job = ? AND id > ? ORDER BY id LIMIT ?",
                job,
                after,
                limit);
    }

    /** The entries about a tenant and all its jobs, the oldest first, behind a cursor. */
    List<Entry> of(TenantId tenant, long after, int limit) {
        return database.query(
                Entry::read,
                "SELECT id, job, at, who, action, detail FROM ingest.audit WHERE tenant = ? AND id > ? ORDER BY id LIMIT ?",
                tenant.value(),
                after,
                limit);
    }
}
