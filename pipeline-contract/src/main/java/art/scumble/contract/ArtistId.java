package art.scumble.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * An artist as the platform names them.
 *
 * @param value 1 to 128 letters (of any script), digits and {@code . _ @ : -}, starting with a letter or digit
 */
public record ArtistId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}._@:-]{0,127}");

    /** What a valid artist id looks like, for error messages. */
    public static final String RULE =
            "an artist id is 1 to 128 letters, digits and . _ @ : -, starting with a letter or digit";

    @JsonCreator
    public ArtistId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(RULE);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
