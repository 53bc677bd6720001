package art.scumble.gateway.delivery;

import art.scumble.contract.FailureCode;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Remembers what was delivered under which key, and lets one delivery at a time have a key. */
public class DeliveryTable {
    private final DataSource database;

    /** Uses the schema {@code gateway} of this database. */
    public DeliveryTable(DataSource database) {
        this.database = database;
    }

    /**
     * Does something while no other delivery to this key does, on any gateway; throws TransientFailure if one does. The
     * lock is the transaction's: it ends with the connection, however that ends.
     */
    <T> T exclusively(TenantId tenant, String key, Supplier<T> action) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!lock(connection, tenant, key)) {
                    throw new TransientFailure(
                            FailureCode.GATEWAY_UNAVAILABLE, "another delivery to this key is under way");
                }
                return action.get();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static boolean lock(Connection connection, TenantId tenant, String key) throws SQLException {
        byte[] name = (tenant + "/" + key).getBytes(StandardCharsets.UTF_8);
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
            statement.setLong(1, ByteBuffer.wrap(Sha256.digest().digest(name)).getLong());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Remembers that this content is ours under this key. */
    void record(DeliveryOrder order, long sizeBytes) {
        String sql = """
                INSERT INTO gateway.delivery (tenant, key, sha256, size_bytes, artwork, attempt)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, order.tenant().value());
            statement.setString(2, order.key());
            statement.setString(3, order.sha256().hex());
            statement.setLong(4, sizeBytes);
            statement.setObject(5, order.artwork());
            statement.setInt(6, order.attempt());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /** All contents of this size that are ours under this key. */
    Set<Sha256> contents(TenantId tenant, String key, long sizeBytes) {
        String sql = "SELECT sha256 FROM gateway.delivery WHERE tenant = ? AND key = ? AND size_bytes = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant.value());
            statement.setString(2, key);
            statement.setLong(3, sizeBytes);
            Set<Sha256> contents = new HashSet<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    contents.add(new Sha256(row.getString(1)));
                }
            }
            return contents;
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static TransientFailure away(SQLException cause) {
        return new TransientFailure(FailureCode.GATEWAY_UNAVAILABLE, "the gateway's database does not answer", cause);
    }
}
