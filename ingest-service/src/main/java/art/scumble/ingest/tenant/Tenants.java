package art.scumble.ingest.tenant;

import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The platforms of this installation. */
@ApplicationScoped
public class Tenants {
    private static final String COLUMNS =
            "id, weight, sandbox, most_open_artworks, most_open_pixels, requests_per_second";

    private final Database database;
    private final AccessConfig config;

    Tenants(Database database, AccessConfig config) {
        this.database = database;
        this.config = config;
    }

    /**
     * A tenant as the operator sets it.
     *
     * @param weight its share of the fleet beside a tenant of weight 1
     * @param sandbox whether its artworks go through everything but the search
     * @param limits that apply to it
     */
    public record Tenant(TenantId id, double weight, boolean sandbox, Limits limits) {}

    /**
     * What a tenant may use.
     *
     * @param openArtworks that have not ended
     * @param openPixels of admitted artworks that have not ended
     * @param requestsPerSecond over time
     */
    public record Limits(long openArtworks, long openPixels, int requestsPerSecond) {}

    /** Lets a tenant in with the installation's settings, if it is not in already. */
    public void add(TenantId tenant) {
        database.update("INSERT INTO ingest.tenant (id) VALUES (?) ON CONFLICT DO NOTHING", tenant.value());
    }

    /** Sets a tenant's settings, those left out being the installation's, and lets it in if it is new. */
    public Tenant set(
            TenantId tenant,
            double weight,
            boolean sandbox,
            @Nullable Long openArtworks,
            @Nullable Long openPixels,
            @Nullable Integer requestsPerSecond) {
        return database.first(
                        this::read,
                        """
                        INSERT INTO ingest.tenant
                            (id, weight, sandbox, most_open_artworks, most_open_pixels, requests_per_second)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET weight = excluded.weight, sandbox = excluded.sandbox,
                            most_open_artworks = excluded.most_open_artworks,
                            most_open_pixels = excluded.most_open_pixels,
                            requests_per_second = excluded.requests_per_second
                        RETURNING\s""" + COLUMNS,
                        tenant.value(),
                        weight,
                        sandbox,
                        Optional.ofNullable(openArtworks),
                        Optional.ofNullable(openPixels),
                        Optional.ofNullable(requestsPerSecond))
                .orElseThrow();
    }

    /** A tenant that was let in. */
    public Optional<Tenant> find(TenantId tenant) {
        return database.first(this::read, "SELECT " + COLUMNS + " FROM ingest.tenant WHERE id = ?", tenant.value());
    }

    /** All tenants. */
    public List<Tenant> all() {
        return database.query(this::read, "SELECT " + COLUMNS + " FROM ingest.tenant ORDER BY id LIMIT 10000");
    }

    boolean knows(TenantId tenant) {
        return find(tenant).isPresent();
    }

    private Tenant read(ResultSet row) throws SQLException {
        AccessConfig.Limits usual = config.limits();
        Long openArtworks = row.getObject(4, Long.class);
        Long openPixels = row.getObject(5, Long.class);
        Integer requestsPerSecond = row.getObject(6, Integer.class);
        return new Tenant(
                new TenantId(row.getString(1)),
                row.getDouble(2),
                row.getBoolean(3),
                new Limits(
                        openArtworks == null ? usual.openArtworks() : openArtworks,
                        openPixels == null ? usual.openPixels() : openPixels,
                        requestsPerSecond == null ? usual.requestsPerSecond() : requestsPerSecond));
    }
}
