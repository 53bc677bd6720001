package art.scumble.ingest.job;

import art.scumble.contract.JobControl;
import art.scumble.contract.Lane;
import art.scumble.contract.Sha256;
import art.scumble.http.Problem;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Jobs, as platforms submit and follow them. */
@Path("/v1/jobs")
@Blocking
@RolesAllowed(Scopes.READ)
public class JobResource {
    private static final Logger LOG = Logger.getLogger(JobResource.class);
    private static final int LONGEST_KEY = 255;

    private final Jobs jobs;
    private final Artworks artworks;
    private final JobOrders orders;
    private final CurrentTenant tenant;
    private final ObjectMapper json;

    JobResource(Jobs jobs, Artworks artworks, JobOrders orders, CurrentTenant tenant, ObjectMapper json) {
        this.jobs = jobs;
        this.artworks = artworks;
        this.orders = orders;
        this.tenant = tenant;
        this.json = json;
    }

    /** Accepts a job; the same request with the same key is accepted once. */
    @POST
    @RolesAllowed(Scopes.SUBMIT)
    public Response submit(@HeaderParam("Idempotency-Key") @Nullable String key, @Valid @NotNull JobRequest request)
            throws JsonProcessingException {
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            return Problem.of(400, "Send an Idempotency-Key of 1 to 255 characters, a new one for each job.")
                    .response();
        }
        Lane lane;
        try {
            lane = request.lane() == null ? Lane.BULK : Lane.of(request.lane());
        } catch (IllegalArgumentException e) {
            return Problem.of(400, "A lane is bulk or interactive.").response();
        }
        Jobs.Submitted submitted = jobs.submit(
                tenant.get(),
                key,
                Sha256.of(json.writeValueAsBytes(request)),
                lane,
                request.artworks().stream().map(NewArtwork::of).toList(),
                TraceParent.current());
        if (submitted.conflicting()) {
            return Problem.of(422, "This Idempotency-Key was used for another request.")
                    .response();
        }
        LOG.infof(
                "job %s accepted, %d artworks",
                submitted.job(), request.artworks().size());
        return Response.accepted(jobs.find(tenant.get(), submitted.job()).orElseThrow())
                .location(URI.create("/v1/jobs/" + submitted.job()))
                .build();
    }

    /** Where a job is. */
    @GET
    @Path("{id}")
    public Response job(UUID id) {
        return jobs.find(tenant.get(), id)
                .map(job -> Response.ok(job).build())
                .orElseGet(() -> Problem.of(404, "There is no such job.").response());
    }

    /** Begins none of a job's artworks any more, and has workers give back what they have of it. */
    @POST
    @Path("{id}/pause")
    @RolesAllowed(Scopes.CONTROL)
    public Response pause(UUID id) {
        return order(id, JobControl.Order.PAUSE);
    }

    /** Goes on with a paused job. */
    @POST
    @Path("{id}/resume")
    @RolesAllowed(Scopes.CONTROL)
    public Response resume(UUID id) {
        return order(id, JobControl.Order.RESUME);
    }

    /** Ends a job for good: what has not ended is abandoned. */
    @POST
    @Path("{id}/cancel")
    @RolesAllowed(Scopes.CONTROL)
    public Response cancel(UUID id) {
        return order(id, JobControl.Order.CANCEL);
    }

    private Response order(UUID id, JobControl.Order order) {
        return switch (orders.give(tenant.get(), id, order)) {
            case DONE, ABSENT -> job(id);
            case CANCELLED_BEFORE ->
                Problem.of(409, "The job was cancelled, which is for good.").response();
        };
    }

    /** The artworks of a job, in the order of submission. */
    @GET
    @Path("{id}/artworks")
    public Response artworks(
            UUID id,
            @QueryParam("after") @DefaultValue("-1") int after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return jobs.find(tenant.get(), id).isEmpty()
                ? Problem.of(404, "There is no such job.").response()
                : Response.ok(artworks.page(tenant.get(), id, after, limit)).build();
    }
}
