package art.scumble.ingest.manifest;

import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.job.Jobs;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The error report of a manifest. */
@Path("/v1/jobs/{id}/rejected-lines")
@Blocking
@RolesAllowed(Scopes.READ)
@Tag(name = "Jobs")
public class RejectedLineResource {
    private final Database database;
    private final Jobs jobs;
    private final CurrentTenant tenant;

    RejectedLineResource(Database database, Jobs jobs, CurrentTenant tenant) {
        this.database = database;
        this.jobs = jobs;
        this.tenant = tenant;
    }

    /**
     * A line that is no artwork.
     *
     * @param line from 1
     * @param reference that it has, if it could be read
     * @param reason a sentence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RejectedLine(int line, @Nullable String reference, String reason) {}

    /**
     * A page of them, in order.
     *
     * @param next the cursor of the next page; absent on the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RejectedLines(
            List<RejectedLine> lines, @Nullable Integer next) {}

    /** The lines of a job's manifest that are no artworks, and why. */
    @GET
    public RejectedLines rejectedLines(
            UUID id,
            @QueryParam("after") @DefaultValue("0") @Min(0) int after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        if (!jobs.knows(tenant.get(), id)) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "There is no such job.");
        }
        List<RejectedLine> lines = database.query(
                row -> new RejectedLine(row.getInt(1), row.getString(2), row.getString(3)),
                "SELECT line, reference, reason FROM ingest.rejected_line WHERE job = ? AND line > ? ORDER BY line LIMIT ?",
                id,
                after,
                limit);
        Integer next = lines.size() == limit ? lines.getLast().line() : null;
        return new RejectedLines(lines, next);
    }
}
