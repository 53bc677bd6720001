package art.scumble.ingest.webhook;

import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
import art.scumble.ingest.job.Jobs;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was told of a job. */
@Path("/v1/jobs/{id}/webhooks")
@Blocking
@RolesAllowed(Scopes.READ)
@Tag(name = "Webhooks")
public class JobNoticeResource {
    private final Jobs jobs;
    private final JobNotices notices;
    private final CurrentTenant tenant;

    JobNoticeResource(Jobs jobs, JobNotices notices, CurrentTenant tenant) {
        this.jobs = jobs;
        this.notices = notices;
        this.tenant = tenant;
    }

    /** How many messages about a job are in which state, and which endpoints are disabled so that theirs are held. */
    @GET
    public JobNotices.View jobNotices(UUID id) {
        if (!jobs.knows(tenant.get(), id)) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "There is no such job.");
        }
        return notices.of(tenant.get(), id);
    }
}
