package art.scumble.ingest.job;

import art.scumble.contract.Lane;
import art.scumble.contract.TenantId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why work waits that could be done.
 *
 * @param owner {@code platform} or {@code operator}: who can lift it
 * @param job that waits; or else
 * @param tenant whose jobs all wait; or else
 * @param lane that waits
 * @param placedBy the key, token or operator
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Hold(
        UUID id,
        String owner,
        @Nullable UUID job,
        @Nullable TenantId tenant,
        @Nullable Lane lane,
        @Nullable String reason,
        String placedBy,
        Instant placedAt) {
    /** What {@link #read} needs of a row. */
    public static final String COLUMNS =
            "hold.id, hold.owner, hold.job, hold.tenant, hold.lane, hold.reason, hold.placed_by, hold.placed_at";

    /** A row with these columns first. */
    public static Hold read(ResultSet row) throws SQLException {
        String tenant = row.getString(4);
        String lane = row.getString(5);
        return new Hold(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, UUID.class),
                tenant == null ? null : new TenantId(tenant),
                lane == null ? null : Lane.of(lane),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant());
    }
}
