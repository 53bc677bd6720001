package art.scumble.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The two ways through the pipeline, so that one import never starves an artist's upload. */
public enum Lane {
    INTERACTIVE(Topics.INTERACTIVE_TASKS),
    BULK(Topics.BULK_TASKS);

    private final String topic;

    Lane(String topic) {
        this.topic = topic;
    }

    /** The topic that carries this lane's tasks. */
    public String topic() {
        return topic;
    }

    /** {@code interactive} or {@code bulk}. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The lane of this name, in any case; throws IllegalArgumentException if there is none. */
    @JsonCreator
    public static Lane of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
