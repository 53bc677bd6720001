package art.scumble.ingest.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How an attempt went.
 *
 * @param status of the answer, if there was one
 * @param retryAfter how long the endpoint wants to be left alone
 */
record Attempt(Instant at, Duration took, Result result, Optional<Integer> status, Optional<Duration> retryAfter) {
    private static final int GONE = 410;

    /** What came of an attempt. */
    enum Result {
        DELIVERED,
        /** Answered with another status than 2xx. */
        REJECTED,
        /** No answer in time. */
        TIMEOUT,
        /** No connection, or one that broke. */
        UNREACHABLE,
        /** No valid certificate for the URL's host. */
        UNTRUSTED,
        /** The URL may not be called, or its host has no address. */
        FORBIDDEN;

        String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isDelivered() {
        return result == Result.DELIVERED;
    }

    /** Whether the endpoint wants nothing any more. */
    boolean isGone() {
        return status.orElse(0) == GONE;
    }
}
