package art.scumble.ingest.job;

import java.util.Locale;

/** Where an artwork is. The last three are ends: nothing leaves them. */
public enum ArtworkState {
    /** Submitted; its source is yet to be admitted. */
    RECEIVED,
    /** Admitted, in the backlog. */
    QUEUED,
    /** Admitted; the same work is being protected for an earlier submission, and it ends as that one does. */
    FOLLOWING,
    /** On the belt, or on its way there. */
    DISPATCHED,
    /** A worker has begun. */
    RUNNING,
    PROTECTED,
    REFUSED,
    ABANDONED;

    /** In lower case, as answers have it. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing comes after. */
    public boolean isEnd() {
        return compareTo(PROTECTED) >= 0;
    }
}
