package art.scumble.ingest.webhook;

import art.scumble.ingest.job.ArtworkState;

/** How many artworks ended in which way. */
record Counts(int protectedOnes, int refused, int abandoned) {
    static final Counts NONE = new Counts(0, 0, 0);

    static Counts of(ArtworkState end) {
        return of(end, 1);
    }

    static Counts of(ArtworkState end, int number) {
        return switch (end) {
            case PROTECTED -> new Counts(number, 0, 0);
            case REFUSED -> new Counts(0, number, 0);
            case ABANDONED -> new Counts(0, 0, number);
            case RECEIVED, QUEUED, FOLLOWING, DISPATCHED, RUNNING ->
                throw new IllegalArgumentException(end + " is no end");
        };
    }

    Counts plus(Counts other) {
        return new Counts(protectedOnes + other.protectedOnes, refused + other.refused, abandoned + other.abandoned);
    }
}
