package art.scumble.ingest.database;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Statements and transactions. What the database does not do is a {@link TransientFailure}, but for values that it will
 * never take, which are a {@link PermanentFailure}.
 */
@ApplicationScoped
public class Database {
    /** Reads one row. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Work on one connection. */
    public interface Work<T> {
        T run(Transaction transaction) throws SQLException;
    }

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** Runs work in one transaction: all of it, or, if it throws, nothing. */
    public <T> T transaction(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(new Transaction(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw isAboutValues(e)
                    ? new PermanentFailure(FailureCode.BAD_REQUEST, "the database does not take a value", e)
                    : new TransientFailure(FailureCode.INTERNAL, "the database does not do it: " + e.getMessage(), e);
        }
    }

    /** SQLSTATE classes 22, data exceptions (a zero in a text is one), and 23, broken constraints. */
    private static boolean isAboutValues(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    /** The rows of a query. */
    public <T> List<T> query(Row<T> row, String sql, Object... parameters) {
        return transaction(transaction -> transaction.query(row, sql, parameters));
    }

    /** The only row of a query, if it has one. */
    public <T> Optional<T> first(Row<T> row, String sql, Object... parameters) {
        return query(row, sql, parameters).stream().findFirst();
    }

    /** The number of rows that a statement changed. */
    public int update(String sql, Object... parameters) {
        return transaction(transaction -> transaction.update(sql, parameters));
    }

    /** Statements of one transaction. */
    public static final class Transaction {
        private final Connection connection;

        private Transaction(Connection connection) {
            this.connection = connection;
        }

        /** The rows of a query. */
        public <T> List<T> query(Row<T> row, String sql, Object... parameters) throws SQLException {
            try (PreparedStatement statement = prepare(sql, parameters);
                    ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row.read(result));
                }
                return rows;
            }
        }

        /** The number of rows that a statement changed. */
        public int update(String sql, Object... parameters) throws SQLException {
            try (PreparedStatement statement = prepare(sql, parameters)) {
                return statement.executeUpdate();
            }
        }

        private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i];
                if (value instanceof Optional<?> optional) {
                    statement.setObject(i + 1, optional.orElse(null));
                } else {
                    statement.setObject(i + 1, value);
                }
            }
            return statement;
        }
    }
}
