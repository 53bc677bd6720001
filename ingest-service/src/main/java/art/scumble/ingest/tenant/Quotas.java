package art.scumble.ingest.tenant;

import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** How much unfinished work a tenant may have. */
@ApplicationScoped
public class Quotas {
    private final Database database;
    private final Tenants tenants;

    Quotas(Database database, Tenants tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    private record Open(long artworks, long pixels) {}

    /** How many more artworks the tenant may submit; none while it has its pixels' worth of work. */
    public long room(TenantId tenant) {
        Optional<Tenants.Tenant> known = tenants.find(tenant);
        if (known.isEmpty()) {
            return 0;
        }
        Tenants.Limits limits = known.get().limits();
        Open open = open(tenant);
        return open.pixels() >= limits.openPixels() ? 0 : Math.max(0, limits.openArtworks() - open.artworks());
    }

    private Open open(TenantId tenant) {
        return database.first(row -> new Open(row.getLong(1), row.getLong(2)), """
                        SELECT count(*), coalesce(sum(pixels), 0) FROM ingest.artwork
                        WHERE tenant = ? AND state IN ('RECEIVED', 'QUEUED', 'FOLLOWING', 'DISPATCHED', 'RUNNING')""", tenant.value())
                .orElseThrow();
    }
}
