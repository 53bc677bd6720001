package art.scumble.ingest.webhook;

import java.util.Locale;

/** Why nothing is sent to an endpoint. */
enum DisableCause {
    /** Its tenant wants it so. */
    REQUESTED,
    /** It answered 410. */
    GONE,
    /** It took nothing for as long as one message is tried. */
    FAILING;

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
