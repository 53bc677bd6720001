package art.scumble.contract;

import java.util.Locale;

/** How much work goes into a cloak. */
public enum Tier {
    /** For large imports: weaker, and only for small copies. */
    FAST,
    /** What the copies that trainers make are protected by. */
    FULL,
    /** For copies of up to a thousand pixels. */
    MAX;

    /** {@code fast}, {@code full} or {@code max}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tier of this name, in any case; throws IllegalArgumentException if there is none. */
    public static Tier of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
