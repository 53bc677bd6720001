package art.scumble.ingest.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a platform wants of its job. */
public enum Control {
    /** Its artworks are worked on in their turn. */
    RUNNING,
    /** None is begun, and what has begun is given back. */
    PAUSED,
    /** For good: what had not ended by then is abandoned. */
    CANCELLED;

    /** {@code running}, {@code paused} or {@code cancelled}. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
