package art.scumble.ingest.dispatch;

import art.scumble.contract.Lane;
import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What waits, tenant by tenant, and how far each has had its share. A look costs a few steps in an index for each tenant
 * and each work that is given out, however long the backlog is.
 */
@ApplicationScoped
public class Backlog {
    private static final String TENANTS = """
            WITH RECURSIVE waiting (tenant) AS (
                (SELECT tenant FROM ingest.artwork WHERE lane = ? AND state = 'QUEUED' AND NOT held ORDER BY tenant LIMIT 1)
                UNION ALL
                SELECT (SELECT tenant FROM ingest.artwork
                        WHERE lane = ? AND state = 'QUEUED' AND NOT held AND tenant > waiting.tenant ORDER BY tenant LIMIT 1)
                FROM waiting WHERE waiting.tenant IS NOT NULL)
            SELECT waiting.tenant, coalesce(served_until, 0), coalesce(weight, 1) FROM waiting
                LEFT JOIN ingest.tenant_share AS share ON share.lane = ? AND share.tenant = waiting.tenant
                LEFT JOIN ingest.tenant AS weighed ON weighed.id = waiting.tenant
            WHERE EXISTS (SELECT FROM ingest.artwork AS due WHERE due.lane = ? AND due.tenant = waiting.tenant
                AND due.state = 'QUEUED' AND NOT due.held AND due.not_before <= now())
                AND NOT EXISTS (SELECT FROM ingest.hold WHERE hold.tenant = waiting.tenant OR hold.lane = ?)
            ORDER BY greatest(coalesce(served_until, 0), ?::double precision), waiting.tenant LIMIT ?""";

    private static final String WORKS = """
            SELECT id, tenant, pixels, size_bytes, media_type FROM unnest(?::text[]) AS chosen (name), LATERAL (
                SELECT id, tenant, pixels, size_bytes, media_type FROM ingest.artwork
                WHERE lane = ? AND tenant = chosen.name AND state = 'QUEUED' AND NOT held AND not_before <= now()
                ORDER BY not_before, position LIMIT ?) AS work""";

    private final WorkRates rates;

    Backlog(WorkRates rates) {
        this.rates = rates;
    }

    /** Gives out the next works of a lane, at most {@code room}, which stay locked. */
    List<UUID> take(Database.Transaction transaction, Lane lane, int room) throws SQLException {
        double now = clock(transaction, lane);
        // Of tenants in the order of their turns, none beyond the first so many can have one.
        FairShare.Deal deal = FairShare.deal(now, claims(transaction, lane, now, room), room);
        if (!deal.artworks().isEmpty()) {
            keep(transaction, lane, deal);
        }
        return deal.artworks();
    }

    private static double clock(Database.Transaction transaction, Lane lane) throws SQLException {
        return transaction
                .query(
                        row -> row.getDouble(1),
                        "SELECT virtual_time FROM ingest.lane_clock WHERE lane = ?",
                        lane.name())
                .stream()
                .findFirst()
                .orElse(0.0);
    }

    private record Standing(String tenant, double servedUntil, double weight) {}

    private List<FairShare.Claim> claims(Database.Transaction transaction, Lane lane, double now, int room)
            throws SQLException {
        List<Standing> standings = transaction.query(
                row -> new Standing(row.getString(1), row.getDouble(2), row.getDouble(3)),
                TENANTS,
                lane.name(),
                lane.name(),
                lane.name(),
                lane.name(),
                lane.name(),
                now,
                room);
        Map<String, List<FairShare.Work>> works = new LinkedHashMap<>();
        standings.forEach(standing -> works.put(standing.tenant(), new ArrayList<>()));
        WorkRate rate = rates.of(transaction, lane);
        transaction.query(
                row -> works.getOrDefault(row.getString("tenant"), new ArrayList<>())
                        .add(new FairShare.Work(
                                row.getObject("id", UUID.class), rate.secondsFor(WorkRates.megapixels(row)))),
                WORKS,
                works.keySet().toArray(new String[0]),
                lane.name(),
                room);
        return standings.stream()
                .map(standing -> new FairShare.Claim(
                        standing.tenant(),
                        standing.servedUntil(),
                        standing.weight(),
                        works.getOrDefault(standing.tenant(), List.of())))
                .toList();
    }

    /** A tenant that is not ahead of the clock needs no row: it would begin at the clock anyway. */
    private static void keep(Database.Transaction transaction, Lane lane, FairShare.Deal deal) throws SQLException {
        transaction.update("""
                INSERT INTO ingest.lane_clock (lane, virtual_time) VALUES (?, ?)
                ON CONFLICT (lane) DO UPDATE SET virtual_time = excluded.virtual_time""", lane.name(), deal.virtualTime());
        for (Map.Entry<String, Double> served : deal.servedUntil().entrySet()) {
            transaction.update("""
                    INSERT INTO ingest.tenant_share (lane, tenant, served_until) VALUES (?, ?, ?)
                    ON CONFLICT (lane, tenant) DO UPDATE SET served_until = excluded.served_until""", lane.name(), served.getKey(), served.getValue());
        }
        transaction.update(
                "DELETE FROM ingest.tenant_share WHERE lane = ? AND served_until <= ?",
                lane.name(),
                deal.virtualTime());
    }
}
