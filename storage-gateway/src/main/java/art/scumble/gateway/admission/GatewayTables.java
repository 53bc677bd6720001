package art.scumble.gateway.admission;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the gateway remembers. Plain JDBC, as everything around it blocks on the store anyway. */
public class GatewayTables {
    private final DataSource database;

    /** Uses the schema {@code gateway} of this database. */
    public GatewayTables(DataSource database) {
        this.database = database;
    }

    /**
     * What is known of an upload.
     *
     * @param admitted its content if it was admitted before
     */
    public record Upload(Optional<Admitted> admitted) {}

    /** Remembers that an upload's ticket was given to this tenant. */
    public void recordUpload(TenantId tenant, UUID upload) {
        update("INSERT INTO gateway.upload (id, tenant) VALUES (?, ?)", upload, tenant.value());
    }

    /** An upload of this tenant; empty for anybody else's, as for one that never was. */
    public Optional<Upload> upload(TenantId tenant, UUID upload) {
        String sql = """
                SELECT s.sha256, s.size_bytes, s.media_type, s.pixels
                FROM gateway.upload u LEFT JOIN gateway.source s ON s.tenant = u.tenant AND s.sha256 = u.sha256
                WHERE u.id = ? AND u.tenant = ?""";
        return query(sql, row -> new Upload(admitted(row)), upload, tenant.value());
    }

    private static Optional<Admitted> admitted(ResultSet row) throws SQLException {
        String sha256 = row.getString(1);
        return sha256 == null
                ? Optional.empty()
                : Optional.of(new Admitted(
                        new Sha256(sha256),
                        row.getLong(2),
                        MediaType.of(row.getString(3)),
                        row.getObject(4, Long.class)));
    }

    /** Remembers an admitted source; the same content twice is one source. */
    public void recordSource(TenantId tenant, Admitted source) {
        update(
                """
                INSERT INTO gateway.source (tenant, sha256, size_bytes, media_type, pixels) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (tenant, sha256) DO UPDATE SET pixels = excluded.pixels""",
                tenant.value(),
                source.sha256().hex(),
                source.sizeBytes(),
                source.mediaType().value(),
                source.pixels());
    }

    /** Remembers what an upload turned out to be, once: of two at the same time, the first one stands. */
    public void recordAdmission(UUID upload, Sha256 sha256) {
        update("UPDATE gateway.upload SET sha256 = ? WHERE id = ? AND sha256 IS NULL", sha256.hex(), upload);
    }

    /** The type of an admitted source. */
    public Optional<MediaType> sourceType(TenantId tenant, Sha256 sha256) {
        String sql = "SELECT media_type FROM gateway.source WHERE tenant = ? AND sha256 = ?";
        return query(sql, row -> MediaType.of(row.getString(1)), tenant.value(), sha256.hex());
    }

    /** Remembers that an attempt may have stored a result. */
    public void recordResult(TenantId tenant, UUID artwork, int attempt) {
        update(
                "INSERT INTO gateway.result (tenant, artwork, attempt) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                tenant.value(),
                artwork,
                attempt);
    }

    /** Whether an attempt may have stored a result. */
    public boolean hasResult(TenantId tenant, UUID artwork, int attempt) {
        String sql = "SELECT 1 FROM gateway.result WHERE tenant = ? AND artwork = ? AND attempt = ?";
        return query(sql, row -> true, tenant.value(), artwork, attempt).isPresent();
    }

    /** Forgets the results of all attempts but the one that is kept. */
    public void forgetResults(TenantId tenant, UUID artwork, int kept) {
        update(
                "DELETE FROM gateway.result WHERE tenant = ? AND artwork = ? AND attempt <> ?",
                tenant.value(),
                artwork,
                kept);
    }

    /** An upload whose place in staging may still hold something. */
    public record Staged(TenantId tenant, UUID upload) {}

    /** The oldest uploads of more than this age whose place was not emptied yet. */
    public List<Staged> stagedBefore(Duration age, int most) {
        return queryAll(
                """
                SELECT tenant, id FROM gateway.upload
                WHERE NOT emptied AND created_at < now() - make_interval(secs => ?::double precision)
                ORDER BY created_at LIMIT ?""",
                row -> new Staged(new TenantId(row.getString(1)), row.getObject(2, UUID.class)),
                age.toMillis() / 1000.0,
                most);
    }

    /** Remembers that an upload's place was emptied. */
    public void recordEmptied(UUID upload) {
        update("UPDATE gateway.upload SET emptied = true WHERE id = ?", upload);
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> query(String sql, Row<T> row, Object... parameters) {
        return queryAll(sql, row, parameters).stream().findFirst();
    }

    private <T> List<T> queryAll(String sql, Row<T> row, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.read(result));
            }
            return rows;
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private void update(String sql, @Nullable Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static TransientFailure away(SQLException cause) {
        return new TransientFailure(FailureCode.GATEWAY_UNAVAILABLE, "the gateway's database does not answer", cause);
    }
}
