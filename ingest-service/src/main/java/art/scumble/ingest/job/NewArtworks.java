package art.scumble.ingest.job;

import art.scumble.contract.Lane;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TenantId;
import art.scumble.ingest.database.Database;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Writes the artworks of a job, many in one statement. */
public final class NewArtworks {
    private NewArtworks() {}

    /**
     * Where artworks go.
     *
     * @param held whether the job is paused
     * @param deliverTo template of the results' keys in the tenant's own bucket
     */
    public record Target(
            TenantId tenant, UUID job, Lane lane, boolean held, Optional<String> deliverTo, String traceParent) {}

    /**
     * An artwork in its place.
     *
     * @param position within the job
     */
    public record Placed(int position, NewArtwork artwork) {}

    /** Writes all of them whose reference the job does not have yet; the positions of those. */
    public static Set<Integer> insert(Database.Transaction transaction, Target target, List<Placed> artworks)
            throws SQLException {
        return new HashSet<>(transaction.query(
                row -> row.getInt(1),
                """
                INSERT INTO ingest.artwork (id, job, tenant, lane, held, trace_parent, not_before, updated_at, state,
                    delivery_key, position, reference, artist, intensity, upload, source_key, code, reason)
                SELECT gen_random_uuid(), ?, ?, ?, ?, ?, now(), now(),
                    CASE WHEN line.code IS NULL THEN 'RECEIVED' ELSE 'REFUSED' END,
                    replace(replace(?::text, '{artist}', line.artist), '{reference}', line.reference), line.*
                FROM unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[])
                    AS line (position, reference, artist, intensity, upload, source_key, code, reason)
                ORDER BY line.position
                ON CONFLICT (job, md5(reference)) DO NOTHING RETURNING position""",
                target.job(),
                target.tenant().value(),
                target.lane().name(),
                target.held(),
                target.traceParent(),
                target.deliverTo(),
                artworks.stream().map(Placed::position).toArray(Integer[]::new),
                texts(artworks, NewArtwork::reference),
                texts(artworks, NewArtwork::artist),
                texts(artworks, artwork -> artwork.intensity().name()),
                texts(artworks, artwork -> artwork.upload().map(UUID::toString).orElse(null)),
                texts(artworks, artwork -> artwork.sourceKey().orElse(null)),
                texts(
                        artworks,
                        artwork -> artwork.refusal()
                                .map(refusal -> refusal.code().name())
                                .orElse(null)),
                texts(
                        artworks,
                        artwork -> artwork.refusal()
                                .map(PermanentFailure::getMessage)
                                .orElse(null))));
    }

    private static String[] texts(List<Placed> artworks, Function<NewArtwork, String> field) {
        return artworks.stream().map(placed -> field.apply(placed.artwork())).toArray(String[]::new);
    }
}
