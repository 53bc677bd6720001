package art.scumble.ingest.job;

/** Where an artwork is. The last three are ends: nothing leaves them. */
public enum ArtworkState {
    /** Submitted; its source is yet to be admitted. */
    RECEIVED,
    /** Admitted, in the backlog. */
    QUEUED,
    /** On the belt, or on its way there. */
    DISPATCHED,
    /** A worker has begun. */
    RUNNING,
    PROTECTED,
    REFUSED,
    ABANDONED;

    /** Whether nothing comes after. */
    public boolean isEnd() {
        return compareTo(PROTECTED) >= 0;
    }
}
