package art.scumble.catalog.assignment;

import art.scumble.contract.ArtistId;
import art.scumble.contract.FailureCode;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Which style each artist has. The first writer wins, whoever reads sees the winner. */
@ApplicationScoped
public class Assignments {
    private final DataSource database;

    Assignments(DataSource database) {
        this.database = database;
    }

    /** The style of an artist, if one was assigned. */
    public Optional<String> find(TenantId tenant, ArtistId artist) {
        String sql = "SELECT style FROM catalog.assignment WHERE tenant = ? AND artist = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant.value());
            statement.setString(2, artist.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /** Assigns a style unless the artist has one by now. */
    public void propose(TenantId tenant, ArtistId artist, String style) {
        String sql = "INSERT INTO catalog.assignment (tenant, artist, style) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant.value());
            statement.setString(2, artist.value());
            statement.setString(3, style);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /** Assigns a style in place of another one, unless the artist has a third one by now. */
    public void replace(TenantId tenant, ArtistId artist, String lost, String style) {
        String sql = "UPDATE catalog.assignment SET style = ? WHERE tenant = ? AND artist = ? AND style = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, style);
            statement.setString(2, tenant.value());
            statement.setString(3, artist.value());
            statement.setString(4, lost);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static TransientFailure away(SQLException cause) {
        return new TransientFailure(FailureCode.CATALOG_UNAVAILABLE, "the catalog's database does not answer", cause);
    }
}
