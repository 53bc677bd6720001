package art.scumble.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much of the visibility budget a cloak may use. */
public enum Intensity {
    LOW,
    MEDIUM,
    HIGH;

    /** {@code low}, {@code medium} or {@code high}. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The intensity of this name, in any case; throws IllegalArgumentException if there is none. */
    @JsonCreator
    public static Intensity of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
