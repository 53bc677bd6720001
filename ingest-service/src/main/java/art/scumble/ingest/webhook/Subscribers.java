package art.scumble.ingest.webhook;

import art.scumble.ingest.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds who is told. Disabled endpoints are among them: their messages are held. */
final class Subscribers {
    private static final String COLUMNS =
            "SELECT id, tenant, artist, events, digest, disabled_at IS NOT NULL FROM ingest.webhook_endpoint WHERE ";

    private Subscribers() {}

    /** Those that may be told of these ends. */
    static List<Subscriber> of(Database.Transaction transaction, Collection<EndedArtwork> ends) throws SQLException {
        return transaction.query(
                Subscribers::read,
                COLUMNS + "tenant = ANY (?::text[]) AND (artist IS NULL OR artist = ANY (?::text[])) ORDER BY id",
                ends.stream().map(EndedArtwork::tenant).distinct().toArray(String[]::new),
                ends.stream().map(EndedArtwork::artist).distinct().toArray(String[]::new));
    }

    /** Those that are told what concerns the whole tenant. */
    static List<Subscriber> of(Database.Transaction transaction, String tenant, EventType type) throws SQLException {
        return transaction.query(
                Subscribers::read,
                COLUMNS + "tenant = ? AND artist IS NULL AND ? = ANY (events) ORDER BY id",
                tenant,
                type.value());
    }

    /** One endpoint. */
    static Optional<Subscriber> of(Database.Transaction transaction, String tenant, UUID endpoint) throws SQLException {
        return transaction.query(Subscribers::read, COLUMNS + "tenant = ? AND id = ?", tenant, endpoint).stream()
                .findFirst();
    }

    private static Subscriber read(ResultSet row) throws SQLException {
        return new Subscriber(
                row.getObject(1, UUID.class),
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                Set.of((String[]) row.getArray(4).getArray()),
                DigestSetting.valueOf(row.getString(5)) == DigestSetting.ARTIST,
                row.getBoolean(6));
    }
}
