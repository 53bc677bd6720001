package art.scumble.ingest.job;

import art.scumble.http.Problem;
import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Names in a query. */
public final class Names {
    private Names() {}

    /** What these name, in any case; a problem for the caller if one of them names nothing. */
    public static <T> Set<T> of(@Nullable List<String> names, Function<String, T> valueOf, String what) {
        Set<T> values = new HashSet<>();
        for (String name : names == null ? List.<String>of() : names) {
            try {
                values.add(valueOf.apply(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new ProblemException(
                        Problem.of(ProblemType.BAD_REQUEST, "There is no " + what + " " + name + "."), e);
            }
        }
        return values;
    }
}
