package art.scumble.chaos.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** What an operator can do with ingest's database. */
public final class Rows {
    private final String url;
    private final String password;

    Rows(String url, String password) {
        this.url = url;
        this.password = password;
    }

    /** Lets a tenant in. */
    public void addTenant(String tenant, String keySha256) throws SQLException {
        try (Connection connection = open();
                PreparedStatement insert = connection.prepareStatement(
                        "WITH new AS (INSERT INTO ingest.tenant (id) VALUES (?) ON CONFLICT DO NOTHING)"
                                + " INSERT INTO ingest.api_key (sha256, tenant) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, tenant);
            insert.setString(2, keySha256);
            insert.setString(3, tenant);
            insert.executeUpdate();
        }
    }

    /** Holds a table against everybody, until the returned lock is closed. */
    public Connection lock(String table) throws SQLException {
        Connection connection = open();
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET lock_timeout = '5s'");
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url + "?connectTimeout=5&socketTimeout=30", "postgres", password);
    }
}
