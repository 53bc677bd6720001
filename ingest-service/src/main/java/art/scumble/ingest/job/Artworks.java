package art.scumble.ingest.job;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.FailureCode;
import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers for artworks. */
@ApplicationScoped
public class Artworks {
    private static final String COLUMNS =
            "id, job, reference, artist, state, code, reason, outcome, attempt, worker, position";

    private final Database database;
    private final ObjectMapper json;

    Artworks(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    private record Placed(int position, ArtworkView artwork) {}

    /** An artwork of this tenant. */
    public Optional<ArtworkView> find(TenantId tenant, UUID artwork) {
        return database.first(
                this::view,
                "SELECT " + COLUMNS + " FROM ingest.artwork WHERE id = ? AND tenant = ?",
                artwork,
                tenant.value());
    }

    /** The artworks of a job behind a cursor (−1 for all), at most {@code limit}. */
    public ArtworkView.Page page(TenantId tenant, UUID job, int after, int limit) {
        List<Placed> rows = database.query(
                row -> new Placed(row.getInt(11), view(row)),
                "SELECT " + COLUMNS + " FROM ingest.artwork WHERE job = ? AND tenant = ? AND position > ?"
                        + " ORDER BY position LIMIT ?",
                job,
                tenant.value(),
                after,
                limit);
        Integer next = rows.size() == limit ? rows.getLast().position() : null;
        return new ArtworkView.Page(rows.stream().map(Placed::artwork).toList(), next);
    }

    private ArtworkView view(ResultSet row) throws SQLException {
        String codeName = row.getString(6);
        FailureCode code = codeName == null ? null : FailureCode.valueOf(codeName);
        CloakOutcome.@Nullable Protected done = outcome(row.getString(8));
        return new ArtworkView(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5).toLowerCase(Locale.ROOT),
                code,
                row.getString(7),
                code == null ? null : code.advice(),
                done == null ? null : new ArtworkView.Result(done.sha256(), done.sizeBytes(), done.mediaType()),
                done == null ? null : done.report(),
                row.getInt(9),
                row.getString(10));
    }

    private CloakOutcome.@Nullable Protected outcome(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return (CloakOutcome.Protected) json.readValue(text, CloakOutcome.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outcome in the database can't be read", e);
        }
    }
}
