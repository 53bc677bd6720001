package art.scumble.ingest.job;

import art.scumble.contract.Lane;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as platforms see it.
 *
 * @param id of the job
 * @param lane that it takes
 * @param createdAt when it was accepted
 * @param control what its platform wants of it
 * @param holds why it waits, if it does: its platform's and the operator's
 * @param force whether works that were protected already are protected anew
 * @param counts of its artworks by state, in lower case, zeros included
 * @param rejectedLines how many lines of its manifest are no artwork
 * @param closed whether nothing is added any more
 * @param incomplete whether its manifest broke off and was not sent again in time, so that it was closed with what was in
 * @param progress how fast it goes; absent before anything was done, and after its end
 * @param finished whether it is closed and every artwork has ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(
        UUID id,
        Lane lane,
        Instant createdAt,
        Control control,
        List<Hold> holds,
        boolean force,
        Map<String, Long> counts,
        int rejectedLines,
        boolean closed,
        boolean incomplete,
        @Nullable Progress progress,
        boolean finished) {
    /**
     * How fast a job goes, by the last ten minutes.
     *
     * @param endedPerMinute artworks that workers ended
     * @param secondsLeft until its end, by what is left and how fast it went
     */
    public record Progress(double endedPerMinute, long secondsLeft) {}
}
