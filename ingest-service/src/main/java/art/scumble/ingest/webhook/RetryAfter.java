package art.scumble.ingest.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header Retry-After: seconds, or a date of HTTP's. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /** How long to wait, within {@link RetrySchedule#LONGEST_RETRY_AFTER}; empty if it says nothing that is of use. */
    static Optional<Duration> parse(String text, Instant now) {
        Duration asked;
        try {
            asked = SECONDS.matcher(text).matches()
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        if (!asked.isPositive()) {
            return Optional.empty();
        }
        return Optional.of(
                asked.compareTo(RetrySchedule.LONGEST_RETRY_AFTER) > 0 ? RetrySchedule.LONGEST_RETRY_AFTER : asked);
    }
}
