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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers for artworks. */
@ApplicationScoped
public class Artworks {
    private static final String COLUMNS =
            "id, job, reference, artwork.artist, state, code, reason, outcome, attempt, worker, same_as,"
                    + " delivery_key, delivered_at, delivery_problem, position";

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

    /**
     * Which artworks are meant; what is empty does not narrow it.
     *
     * @param states where they are
     * @param codes how they failed
     * @param artist whose they are
     * @param reference which one
     */
    public record Filter(
            Set<ArtworkState> states, Set<FailureCode> codes, Optional<String> artist, Optional<String> reference) {
        /** All of them. */
        public static final Filter NONE = new Filter(Set.of(), Set.of(), Optional.empty(), Optional.empty());

        public Filter {
            states = Set.copyOf(states);
            codes = Set.copyOf(codes);
        }

        private Optional<String[]> stateNames() {
            return states.isEmpty()
                    ? Optional.empty()
                    : Optional.of(states.stream().map(ArtworkState::name).toArray(String[]::new));
        }

        private Optional<String[]> codeNames() {
            return codes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(codes.stream().map(FailureCode::name).toArray(String[]::new));
        }
    }

    /** Those artworks of a job behind a cursor (−1 for all), at most {@code limit}. */
    public ArtworkView.Page page(TenantId tenant, UUID job, Filter filter, int after, int limit) {
        List<Placed> rows = database.query(
                row -> new Placed(row.getInt(15), view(row)),
                "SELECT " + COLUMNS + """
                         FROM ingest.artwork, (VALUES (?::text[], ?::text[], ?::text, ?::text)) AS wanted (states, codes, artist, name)
                        WHERE job = ? AND tenant = ? AND position > ?
                            AND (wanted.states IS NULL OR state = ANY (wanted.states))
                            AND (wanted.codes IS NULL OR code = ANY (wanted.codes))
                            AND (wanted.artist IS NULL OR artwork.artist = wanted.artist)
                            AND (wanted.name IS NULL OR reference = wanted.name AND md5(reference) = md5(wanted.name))
                        ORDER BY position LIMIT ?""",
                filter.stateNames(),
                filter.codeNames(),
                filter.artist(),
                filter.reference(),
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
                ArtworkState.valueOf(row.getString(5)).value(),
                row.getObject(11, UUID.class),
                code,
                row.getString(7),
                code == null ? null : code.advice(),
                done == null ? null : new ArtworkView.Result(done.sha256(), done.sizeBytes(), done.mediaType()),
                done == null ? null : done.report(),
                delivery(row),
                row.getInt(9),
                row.getString(10));
    }

    private static ArtworkView.@Nullable Delivery delivery(ResultSet row) throws SQLException {
        String key = row.getString(12);
        OffsetDateTime deliveredAt = row.getObject(13, OffsetDateTime.class);
        return key == null
                ? null
                : new ArtworkView.Delivery(
                        key, deliveredAt == null ? null : deliveredAt.toInstant(), row.getString(14));
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
