package art.scumble.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a search moves a picture's features in one encoder. */
public enum Objective {
    /** From the artist's own style, whichever way leads furthest. */
    AWAY,
    /** To the artist's assigned public style. */
    TOWARDS;

    /** {@code away} or {@code towards}. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The objective of this name, in any case; throws IllegalArgumentException if there is none. */
    @JsonCreator
    public static Objective of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
