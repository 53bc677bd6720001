package art.scumble.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The containers that Scumble takes, known by their first bytes and never by a name or a header. */
public enum MediaType {
    PNG("image/png"),
    JPEG("image/jpeg");

    private final String value;

    MediaType(String value) {
        this.value = value;
    }

    /** The registered media type, for example {@code image/png}. */
    @JsonValue
    public String value() {
        return value;
    }

    /** The type of this name; throws IllegalArgumentException if Scumble does not take it. */
    @JsonCreator
    public static MediaType of(String value) {
        for (MediaType type : values()) {
            if (type.value.equals(value)) {
                return type;
            }
        }
        throw new IllegalArgumentException("not a media type that Scumble takes: " + value);
    }
}
