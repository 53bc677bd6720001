package art.scumble.ingest.control;

import art.scumble.contract.FailureCode;
import art.scumble.contract.JobControl;
import art.scumble.contract.Lane;
import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.job.Control;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Pauses, resumes and cancels jobs, and moves them to the other lane. What waits follows in one transaction; the message
 * to the workers, for what runs, goes through the outbox in the same one. An order that is given again changes nothing.
 */
@ApplicationScoped
public class JobOrders {
    /** Artworks of a job that have not ended. */
    static final String OPEN = "job = ? AND state IN ('RECEIVED', 'QUEUED', 'FOLLOWING', 'DISPATCHED', 'RUNNING')";

    private static final Logger LOG = Logger.getLogger(JobOrders.class);

    private final Database database;
    private final Holds holds;
    private final WorkerOrders workers;

    JobOrders(Database database, Holds holds, WorkerOrders workers) {
        this.database = database;
        this.holds = holds;
        this.workers = workers;
    }

    /** What became of an order. */
    public enum Result {
        /** The job is as ordered, now or since earlier. */
        DONE,
        /** There is no such job, or it is another tenant's. */
        ABSENT,
        /** It was cancelled, which is for good. */
        CANCELLED_BEFORE
    }

    /** A job that an order is about, its row locked, so that of two orders at once each one is whole. */
    record Locked(UUID job, TenantId tenant, Control control) {}

    private interface Step {
        /** Carries out an order; what came of it for the audit, or empty if all was so before. */
        Optional<String> run(Database.Transaction transaction, Locked job) throws SQLException;
    }

    /** Begins none of a job's artworks any more, until its platform resumes it. */
    public Result pause(TenantId tenant, UUID job, String who) {
        return order(Optional.of(tenant), job, who, "pause", (transaction, locked) -> {
            return pause(transaction, locked, Holds.Owner.PLATFORM, "", who);
        });
    }

    /** The same by the operator, until the operator lifts it. */
    Result pauseAsOperator(UUID job, String reason, String who) {
        return order(Optional.empty(), job, who, "hold", (transaction, locked) -> {
            return pause(transaction, locked, Holds.Owner.OPERATOR, reason, who);
        });
    }

    /** Lifts the platform's own hold. */
    public Result resume(TenantId tenant, UUID job, String who) {
        return order(Optional.of(tenant), job, who, "resume", (transaction, locked) -> {
            return resume(transaction, locked, Holds.Owner.PLATFORM);
        });
    }

    /** Lifts the operator's hold on a job. */
    Result resumeAsOperator(UUID job, String who) {
        return order(Optional.empty(), job, who, "release", (transaction, locked) -> {
            return resume(transaction, locked, Holds.Owner.OPERATOR);
        });
    }

    private Optional<String> pause(
            Database.Transaction transaction, Locked job, Holds.Owner owner, String reason, String who)
            throws SQLException {
        boolean placed = holds.place(transaction, owner, job.job(), reason, who);
        control(transaction, job, Control.PAUSED);
        return placed ? Optional.of(owner.value() + "'s hold") : Optional.empty();
    }

    private Optional<String> resume(Database.Transaction transaction, Locked job, Holds.Owner owner)
            throws SQLException {
        if (job.control() == Control.RUNNING) {
            return Optional.empty();
        }
        if (!holds.lift(transaction, owner, job.job())) {
            return Optional.of("held by another still");
        }
        control(transaction, job, Control.RUNNING);
        holds.callOn(transaction, Optional.of(job.job()), Optional.empty(), Optional.empty());
        return Optional.of("goes on");
    }

    /** Ends all that has not ended, for good. */
    public Result cancel(TenantId tenant, UUID job, String who) {
        return order(Optional.of(tenant), job, who, "cancel", (transaction, locked) -> {
            int artworks = transaction.update(
                    "UPDATE ingest.artwork SET state = 'ABANDONED', code = ?, reason = ?, updated_at = now() WHERE "
                            + OPEN,
                    FailureCode.CANCELLED.name(),
                    "Its job was cancelled before it was done.",
                    locked.job());
            control(transaction, locked, Control.CANCELLED);
            Holds.forget(transaction, locked.job());
            workers.tell(transaction, locked.job(), JobControl.Order.CANCEL);
            return Optional.of(artworks + " artworks were open");
        });
    }

    /** Has what is not on the belt yet, and what is submitted from now on, take this lane. */
    public Result move(TenantId tenant, UUID job, Lane lane, String who) {
        return order(Optional.of(tenant), job, who, "lane", (transaction, locked) -> {
            int moved = transaction.update(
                    "UPDATE ingest.job SET lane = ? WHERE id = ? AND lane <> ?",
                    lane.name(),
                    locked.job(),
                    lane.name());
            int artworks = transaction.update(
                    "UPDATE ingest.artwork SET lane = ? WHERE job = ? AND lane <> ?"
                            + " AND state IN ('RECEIVED', 'QUEUED', 'FOLLOWING')",
                    lane.name(),
                    locked.job(),
                    lane.name());
            return moved + artworks > 0
                    ? Optional.of(artworks + " artworks take the lane " + lane.value())
                    : Optional.empty();
        });
    }

    private Result order(Optional<TenantId> tenant, UUID job, String who, String action, Step step) {
        return database.transaction(transaction -> {
            Optional<Locked> locked = lock(transaction, job)
                    .filter(found -> tenant.isEmpty() || tenant.get().equals(found.tenant()));
            if (locked.isEmpty()) {
                return Result.ABSENT;
            }
            if (locked.get().control() == Control.CANCELLED) {
                return action.equals("cancel") ? Result.DONE : Result.CANCELLED_BEFORE;
            }
            Optional<String> done = step.run(transaction, locked.get());
            if (done.isPresent()) {
                Audit.add(transaction, Optional.of(locked.get().tenant()), Optional.of(job), who, action, done.get());
                LOG.infof("job %s: %s by %s, %s", job, action, who, done.get());
            }
            return Result.DONE;
        });
    }

    /** Locks a job's row. */
    static Optional<Locked> lock(Database.Transaction transaction, UUID job) throws SQLException {
        return transaction
                .query(
                        row -> new Locked(job, new TenantId(row.getString(1)), Control.valueOf(row.getString(2))),
                        "SELECT tenant, control FROM ingest.job WHERE id = ? FOR UPDATE",
                        job)
                .stream()
                .findFirst();
    }

    private static void control(Database.Transaction transaction, Locked job, Control control) throws SQLException {
        transaction.update(
                "UPDATE ingest.job SET control = ?, controlled_at = now(), closed = closed OR ? WHERE id = ?",
                control.name(),
                control == Control.CANCELLED,
                job.job());
    }
}
