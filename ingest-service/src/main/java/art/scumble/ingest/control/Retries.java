package art.scumble.ingest.control;

import art.scumble.contract.FailureCode;
import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.job.Control;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Gives failed artworks another chance: they begin anew, as if they had just been submitted. */
@ApplicationScoped
public class Retries {
    /** What need not fail again with the same file. */
    private static final Set<FailureCode> MAY_PASS = Set.of(
            FailureCode.SOURCE_MISSING,
            FailureCode.SOURCE_CHANGED,
            FailureCode.STYLE_NOT_MEASURED,
            FailureCode.STORE_UNAVAILABLE,
            FailureCode.GATEWAY_UNAVAILABLE,
            FailureCode.CATALOG_UNAVAILABLE,
            FailureCode.ATTEMPTS_EXHAUSTED,
            FailureCode.INTERNAL);

    private static final String BEGIN_ANEW = """
            UPDATE ingest.artwork SET state = 'RECEIVED', code = NULL, reason = NULL, worker = NULL, same_as = NULL,
                failures = 0, losses = 0, probes = 0, setbacks = 0, settled = false, delivery_problem = NULL, retries = retries + 1, attempt = attempt + 1,
                held = (SELECT control = 'PAUSED' FROM ingest.job WHERE id = artwork.job),
                lane = (SELECT lane FROM ingest.job WHERE id = artwork.job), not_before = now(), updated_at = now()
            WHERE tenant = ? AND code = ANY (?) AND state IN ('REFUSED', 'ABANDONED') AND job = ANY (?)""";
    /** Locked, so that none is cancelled or paused meanwhile. */
    private static final String JOBS = """
            SELECT id FROM ingest.job WHERE tenant = ? AND control <> 'CANCELLED' AND EXISTS (
                SELECT FROM ingest.artwork WHERE artwork.job = job.id AND artwork.tenant = job.tenant
                    AND code = ANY (?) AND state IN ('REFUSED', 'ABANDONED'))
            ORDER BY id FOR UPDATE""";

    private final Database database;

    Retries(Database database) {
        this.database = database;
    }

    /**
     * What became of a retry.
     *
     * @param retried how many artworks begin anew
     * @param left how many failed ones stay as they ended, for the same would come of it
     */
    public record Retried(int retried, int left) {}

    /**
     * Retries artworks of one job that failed so, or in a way that may pass if no code is named; empty if the tenant has no
     * such job, or it was cancelled.
     */
    public Optional<Retried> ofJob(TenantId tenant, UUID job, Collection<FailureCode> codes, String who) {
        return database.transaction(transaction -> {
            Optional<JobOrders.Locked> locked = JobOrders.lock(transaction, job)
                    .filter(found -> found.tenant().equals(tenant) && found.control() != Control.CANCELLED);
            if (locked.isEmpty()) {
                return Optional.empty();
            }
            int retried = transaction.update(BEGIN_ANEW, tenant.value(), names(codes), new UUID[] {job});
            reopen(transaction, retried == 0 ? List.of() : List.of(job));
            int left = transaction
                    .query(
                            row -> row.getInt(1),
                            "SELECT count(*) FROM ingest.artwork WHERE job = ? AND state IN ('REFUSED', 'ABANDONED')",
                            job)
                    .getFirst();
            return Optional.of(told(transaction, tenant, Optional.of(job), new Retried(retried, left), who));
        });
    }

    /** The same of all of a tenant's jobs, but cancelled ones. */
    public Retried ofTenant(TenantId tenant, Collection<FailureCode> codes, String who) {
        return database.transaction(transaction -> {
            List<UUID> jobs =
                    transaction.query(row -> row.getObject(1, UUID.class), JOBS, tenant.value(), names(codes));
            int retried = transaction.update(BEGIN_ANEW, tenant.value(), names(codes), jobs.toArray(UUID[]::new));
            reopen(transaction, jobs);
            return told(transaction, tenant, Optional.empty(), new Retried(retried, 0), who);
        });
    }

    /** How many results are brought once more. */
    public record Redelivered(int redelivered) {}

    /** Tries once more to bring a job's results where it was given up. */
    public Redelivered redeliver(TenantId tenant, UUID job, String who) {
        return database.transaction(transaction -> {
            int redelivered = transaction.update(
                    "UPDATE ingest.artwork SET delivery_problem = NULL, delivery_tries = 0, deliver_after = NULL"
                            + " WHERE job = ? AND tenant = ? AND delivery_problem IS NOT NULL",
                    job,
                    tenant.value());
            if (redelivered > 0) {
                Audit.add(
                        transaction, Optional.of(tenant), Optional.of(job), who, "redeliver", redelivered + " results");
            }
            return new Redelivered(redelivered);
        });
    }

    /** They will be complete once more, which is told once more. */
    private static void reopen(Database.Transaction transaction, List<UUID> jobs) throws SQLException {
        transaction.update("UPDATE ingest.job SET completion_told_at = NULL WHERE id = ANY (?)", (Object)
                jobs.toArray(UUID[]::new));
    }

    private static Retried told(
            Database.Transaction transaction, TenantId tenant, Optional<UUID> job, Retried retried, String who)
            throws SQLException {
        if (retried.retried() > 0) {
            Audit.add(transaction, Optional.of(tenant), job, who, "retry", retried.retried() + " artworks begin anew");
        }
        return retried;
    }

    private static String[] names(Collection<FailureCode> codes) {
        return (codes.isEmpty() ? MAY_PASS : codes)
                .stream().map(FailureCode::name).toArray(String[]::new);
    }
}
