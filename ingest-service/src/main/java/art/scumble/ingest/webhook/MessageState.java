package art.scumble.ingest.webhook;

import java.util.Locale;

/** Where a message is. */
enum MessageState {
    WAITING,
    SENDING,
    DELIVERED,
    /** Given up after its last attempt. */
    EXHAUSTED,
    /** Its endpoint is disabled. */
    HELD;

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
