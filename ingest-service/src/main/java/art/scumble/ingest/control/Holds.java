package art.scumble.ingest.control;

import art.scumble.contract.JobControl;
import art.scumble.contract.Lane;
import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.job.Hold;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Why work waits that could be done. What waits stays in the backlog from the moment of the hold; what runs is given back
 * within a step. Work goes on when the last hold on it is lifted.
 */
@ApplicationScoped
public class Holds {
    /** Of jobs with work in hand that a hold of a tenant or a lane concerns. */
    private static final String IN_HAND = """
            UPDATE ingest.job SET controlled_at = now() WHERE id IN (
                SELECT job FROM ingest.artwork WHERE state IN ('DISPATCHED', 'RUNNING')
                    AND (tenant = ?::text OR lane = ?::text)) RETURNING id""";
    /** Of jobs that were held once, have work left, and that nothing holds any more. */
    private static final String FREE = """
            SELECT job.id FROM ingest.job WHERE (job.id = ?::uuid OR tenant = ?::text OR lane = ?::text)
                AND controlled_at IS NOT NULL AND control = 'RUNNING'
                AND EXISTS (SELECT FROM ingest.artwork WHERE artwork.job = job.id
                    AND state NOT IN ('PROTECTED', 'REFUSED', 'ABANDONED'))
                AND NOT EXISTS (SELECT FROM ingest.hold
                    WHERE hold.job = job.id OR hold.tenant = job.tenant OR hold.lane = job.lane)""";
    /** Others than a held job's own that wait for its artworks: they look for another to follow, or lead. */
    private static final String SET_FREE = """
            UPDATE ingest.artwork SET state = 'RECEIVED', same_as = NULL, not_before = now(), updated_at = now()
            WHERE state = 'FOLLOWING' AND job <> ? AND same_as IN (
                SELECT id FROM ingest.artwork WHERE job = ? AND state IN ('QUEUED', 'DISPATCHED', 'RUNNING'))""";

    private final Database database;
    private final WorkerOrders workers;

    Holds(Database database, WorkerOrders workers) {
        this.database = database;
        this.workers = workers;
    }

    /** Whose a hold is. */
    enum Owner {
        PLATFORM("platform"),
        OPERATOR("operator");

        private final String value;

        Owner(String value) {
            this.value = value;
        }

        String value() {
            return value;
        }
    }

    /** All of the operator's holds. */
    List<Hold> ofOperator() {
        return database.query(
                Hold::read,
                "SELECT " + Hold.COLUMNS + " FROM ingest.hold WHERE owner = 'operator' ORDER BY placed_at LIMIT 1000");
    }

    /** One of the operator's holds. */
    Optional<Hold> ofOperator(UUID id) {
        return database.first(
                Hold::read, "SELECT " + Hold.COLUMNS + " FROM ingest.hold WHERE owner = 'operator' AND id = ?", id);
    }

    /** The operator's hold on a job, which has one. */
    Hold ofOperatorOn(UUID job) {
        return database.first(
                        Hold::read,
                        "SELECT " + Hold.COLUMNS + " FROM ingest.hold WHERE owner = 'operator' AND job = ?",
                        job)
                .orElseThrow();
    }

    /** Holds a job, whose row the transaction has locked; false if its owner holds it already. */
    boolean place(Database.Transaction transaction, Owner owner, UUID job, String reason, String who)
            throws SQLException {
        boolean placed = transaction.update("""
                        INSERT INTO ingest.hold (id, owner, job, reason, placed_by)
                        SELECT gen_random_uuid(), ?, ?, nullif(?, ''), ?
                        WHERE NOT EXISTS (SELECT FROM ingest.hold WHERE owner = ? AND job = ?)""", owner.value(), job, reason, who, owner.value(), job) > 0;
        transaction.update("UPDATE ingest.artwork SET held = true WHERE NOT held AND " + JobOrders.OPEN, job);
        transaction.update(SET_FREE, job, job);
        if (placed) {
            workers.tell(transaction, job, JobControl.Order.PAUSE);
        }
        return placed;
    }

    /** Lifts an owner's hold on a job, whose row the transaction has locked; true if nothing holds the job itself now. */
    boolean lift(Database.Transaction transaction, Owner owner, UUID job) throws SQLException {
        transaction.update("DELETE FROM ingest.hold WHERE owner = ? AND job = ?", owner.value(), job);
        boolean free = transaction
                .query(row -> true, "SELECT FROM ingest.hold WHERE job = ?", job)
                .isEmpty();
        if (free) {
            transaction.update("UPDATE ingest.artwork SET held = false WHERE held AND " + JobOrders.OPEN, job);
        }
        return free;
    }

    /** Tells workers to go on with those of a job, a tenant's jobs or a lane's that nothing holds. */
    void callOn(Database.Transaction transaction, Optional<UUID> job, Optional<TenantId> tenant, Optional<Lane> lane)
            throws SQLException {
        for (UUID free : transaction.query(
                row -> row.getObject(1, UUID.class), FREE, job, tenant.map(TenantId::value), lane.map(Lane::name))) {
            workers.tell(transaction, free, JobControl.Order.RESUME);
        }
    }

    /** Removes all holds on a job, for it has ended. */
    static void forget(Database.Transaction transaction, UUID job) throws SQLException {
        transaction.update("DELETE FROM ingest.hold WHERE job = ?", job);
    }

    /** Holds all work of a tenant, or of a lane. */
    Hold place(Optional<TenantId> tenant, Optional<Lane> lane, Optional<String> reason, String who) {
        return database.transaction(transaction -> {
            lockDispatch(transaction);
            List<UUID> inHand = transaction.query(
                    row -> row.getObject(1, UUID.class), IN_HAND, tenant.map(TenantId::value), lane.map(Lane::name));
            for (UUID job : inHand) {
                workers.tell(transaction, job, JobControl.Order.PAUSE);
            }
            Audit.add(transaction, tenant, Optional.empty(), who, "hold", scope(tenant, lane));
            return transaction
                    .query(
                            Hold::read,
                            "INSERT INTO ingest.hold (id, owner, tenant, lane, reason, placed_by)"
                                    + " VALUES (gen_random_uuid(), 'operator', ?, ?, ?, ?)"
                                    + " ON CONFLICT (owner, coalesce(job::text, ''), coalesce(tenant, ''),"
                                    + " coalesce(lane, '')) DO UPDATE SET reason = excluded.reason RETURNING "
                                    + Hold.COLUMNS,
                            tenant.map(TenantId::value),
                            lane.map(Lane::name),
                            reason,
                            who)
                    .getFirst();
        });
    }

    /** Lifts one of the operator's holds; false if there is none of this id. */
    boolean lift(UUID id, String who) {
        return database.transaction(transaction -> {
            lockDispatch(transaction);
            Optional<Hold> lifted = transaction
                    .query(
                            Hold::read,
                            "DELETE FROM ingest.hold WHERE id = ? AND owner = 'operator' AND job IS NULL RETURNING "
                                    + Hold.COLUMNS,
                            id)
                    .stream()
                    .findFirst();
            if (lifted.isPresent()) {
                Optional<TenantId> tenant = Optional.ofNullable(lifted.get().tenant());
                Optional<Lane> lane = Optional.ofNullable(lifted.get().lane());
                callOn(transaction, Optional.empty(), tenant, lane);
                Audit.add(transaction, tenant, Optional.empty(), who, "release", scope(tenant, lane));
            }
            return lifted.isPresent();
        });
    }

    /** Nothing is put on the belt meanwhile: what runs and what waits are told apart. */
    private static void lockDispatch(Database.Transaction transaction) throws SQLException {
        for (Lane lane : Lane.values()) {
            transaction.query(row -> true, "SELECT pg_advisory_xact_lock(hashtext(?))", lane.topic());
        }
    }

    private static String scope(Optional<TenantId> tenant, Optional<Lane> lane) {
        return tenant.map(held -> "tenant " + held)
                .orElseGet(() -> "lane " + lane.map(Lane::value).orElse("?"));
    }
}
