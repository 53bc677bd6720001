package art.scumble.worker.catalog;

import art.scumble.contract.ArtistId;
import art.scumble.contract.PatternKey;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.worker.cloaking.Target;
import art.scumble.worker.encoder.StageStatistics;

/** Knows which style each artist was given. */
public interface StyleCatalog {
    /**
     * A style.
     *
     * @param id of the style
     * @param target the style as the asker's encoder sees it, and the direction that the artist's works are
     *     pushed into
     * @param key of the artist's patterns
     */
    record AssignedStyle(String id, Target target, PatternKey key) {}

    /**
     * The artist's style; the first question decides it.
     *
     * @param encoder of the statistics
     * @param own the artist's own style in one of their works
     */
    AssignedStyle assigned(TenantId tenant, ArtistId artist, Sha256 encoder, StageStatistics own);
}
