package art.scumble.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to look at.
 *
 * @param what a folder of results, or a job's id
 * @param pictures where the originals are
 * @param from the first work on the page, counted from 1
 * @param page where the page goes
 * @param out where results go that are fetched
 * @param server the installation that has the job
 * @param key of that installation
 */
record Shown(
        Path what,
        @Nullable Path pictures,
        int from,
        @Nullable Path page,
        @Nullable Path out,
        @Nullable URI server,
        @Nullable String key) {
    /** As many as the worker's code puts on a page. */
    static final int WORKS_ON_A_PAGE = 100;

    /** The job, if it is one that is named. */
    Optional<UUID> job() {
        try {
            return Optional.of(UUID.fromString(what.toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Where a job's results go, if they have to be fetched. */
    Path target() {
        return out == null ? Path.of("protected-" + what) : out;
    }

    /** For the process that draws the page. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of("--from", Integer.toString(from)));
        if (pictures != null) {
            options.addAll(List.of("--pictures", pictures.toString()));
        }
        if (page != null) {
            options.addAll(List.of("--page", page.toString()));
        }
        return options;
    }
}
