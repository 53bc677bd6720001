package art.scumble.ingest.webhook;

import art.scumble.http.Problem;
import art.scumble.ingest.job.Jobs;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** What was told of a job. */
@Path("/v1/jobs/{id}/webhooks")
@Blocking
@RolesAllowed(Scopes.READ)
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
    public Response notices(UUID id) {
        return jobs.find(tenant.get(), id).isEmpty()
                ? Problem.of(404, "There is no such job.").response()
                : Response.ok(notices.of(tenant.get(), id)).build();
    }
}
